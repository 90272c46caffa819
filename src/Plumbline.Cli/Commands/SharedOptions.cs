using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>Options that every verb takes.</summary>
internal sealed class SharedOptions
{
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output (docs/json.md).", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more, and show stack traces of errors.", Recursive = true };
}
