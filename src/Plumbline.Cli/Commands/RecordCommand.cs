using System.CommandLine;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;

namespace Plumbline.Cli.Commands;

internal static class RecordCommand
{
    private const double UsualRate = 100;

    /// <summary>Of one recording, and of each value in it: many small values tell more than a few deep ones.</summary>
    private static readonly CaptureLimits s_limits = new()
    {
        Depth = 1,
        Elements = 5,
        Fields = 8,
        Characters = 200,
        Bytes = 1024 * 1024,
        Milliseconds = 250,
    };

    public static Command Build(VerbRunner verbs)
    {
        var options = new ProbeOptions(ProbeKind.Record, hits: 1, rate: UsualRate, s_limits);
        var usual = new ProbeSpec { Kind = ProbeKind.Record, Place = "" }.Steps;
        var steps = new Option<int>("--steps") { Description = "Steps of one recording: lines and results of calls.", DefaultValueFactory = _ => usual, HelpName = "N" };
        return verbs.Verb(
            "record",
            "Record whole calls of a method: each line, each changed variable, each result of a call.",
            context => ProbeRun.RunAsync(context, options, Read(context, options, context.Get(steps)), origins => new RecordingView(context, origins)),
            [.. options.Symbols.Where(symbol => symbol != options.Capture), steps]);
    }

    private static ProbeSpec Read(VerbContext context, ProbeOptions options, int steps) => steps > 0
        ? options.Read(context) with { Steps = steps }
        : throw new UsageException("--steps must be positive.");
}
