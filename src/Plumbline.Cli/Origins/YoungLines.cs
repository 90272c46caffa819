using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Origin.Verdicts;

namespace Plumbline.Cli.Origins;

/// <summary>The lines that <c>--since</c> leaves: those whose origin commit was written later. Remembers the youngest of all that were looked at.</summary>
/// <param name="since">Unix seconds; null for all times.</param>
/// <param name="commits">The commits of the lines.</param>
internal sealed class YoungLines(long? since, CommitVerdicts commits)
{
    private bool _any;

    /// <summary>When the author wrote the youngest line, in Unix seconds; null where none was looked at.</summary>
    public long? Youngest { get; private set; }

    public bool Has(VerdictRun run)
    {
        var at = commits.Facts(run.First.Commit).AuthorTime;
        Youngest = Math.Max(at, Youngest ?? at);
        var young = since is null || at >= since;
        _any |= young;
        return young;
    }

    /// <summary>Says how old the youngest line is, where none was young enough.</summary>
    /// <param name="context">Where the verb runs.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="place">Where the lines stand, for the sentence: <c> of Shop.cs</c>.</param>
    public void TellIfNone(VerbContext context, OriginQuery query, string place)
    {
        if (!_any && Youngest is { } youngest)
        {
            Tell(context, query, place, OriginText.Day(youngest));
        }
    }

    public static void Tell(VerbContext context, OriginQuery query, string place, string youngest) =>
        context.Tell($"No line{SafeText.OneLine(place)} is younger than {SafeText.OneLine(context.Get(query.Since)!)}: the youngest is of {youngest}.");
}
