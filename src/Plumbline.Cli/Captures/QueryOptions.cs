using System.CommandLine;
using Plumbline.Cli.Commands;
using Plumbline.Runtime;

namespace Plumbline.Cli.Captures;

/// <summary>Options that choose among what is stored.</summary>
internal sealed class QueryOptions
{
    public Option<string?> Method { get; } = new("--method") { Description = "A part of the method's name.", HelpName = "PART" };

    public Option<string?> Type { get; } = new("--type") { Description = "A part of the exception's type.", HelpName = "EXCEPTION" };

    public Option<string?> Value { get; } = new("--value") { Description = "A part of a captured value, or of name=value.", HelpName = "TEXT" };

    public Option<string?> Service { get; } = new("--service") { Description = "A part of the process's name.", HelpName = "NAME" };

    public Option<string?> Kind { get; } = new("--kind") { Description = "capture, failure, log, first, slow-call or recording.", HelpName = "KIND" };

    public Option<string?> Since { get; } = new("--since") { Description = "Only what is younger: 2h, 3d, or a date such as 2025-11-20.", HelpName = "2h" };

    public IEnumerable<Symbol> Symbols => [Method, Type, Value, Service, Kind, Since];

    public EntryQuery Read(VerbContext context) => new()
    {
        Method = context.Get(Method),
        Type = context.Get(Type),
        Value = context.Get(Value),
        Service = context.Get(Service),
        Kind = context.Get(Kind),
        Since = context.Get(Since) is { } since
            ? Moment.Parse(since, DateTimeOffset.UtcNow) ?? throw new UsageException($"--since {since}: expected something like 2h, 3d or 2025-11-20.")
            : null,
    };
}
