using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Wire;

namespace Plumbline.Cli.Origins;

/// <summary>Takes lines of which it is known that a person wrote them out of what changed: a watch arms what a tool wrote, or nobody knows who.</summary>
internal static class ChangedByPersons
{
    /// <summary>The lines that are left. Where nothing could make a line a person's, the history is not even read, as that may take seconds.</summary>
    public static async Task<ChangedFile[]> TakeOutAsync(VerbContext context, string repository, string commit, ChangedFile[] changed)
    {
        try
        {
            return changed.Length > 0 && CanTell(context, repository)
                ? TakeOut(context, await OriginReading.OpenAsync(context, AskedRevision.Open(context, repository, commit)).ConfigureAwait(false), changed)
                : changed;
        }
        catch (GitException e)
        {
            // A watch without origins is better than none.
            context.Tell(SafeText.OneLine($"Origins can't be told, so all that changed is armed: {e.Message}"));
            return changed;
        }
    }

    /// <summary>Age says nothing of what changed lately; a policy and notes may.</summary>
    private static bool CanTell(VerbContext context, string folder)
    {
        var policy = OriginReading.PolicyOf(context);
        return policy is { UnmarkedIsHumanSince: not null } or { HumanUntil: not null } or { Humans.Count: > 0 }
            || References.List(folder, ClaimNotes.NoteReferences, context.Cancel).Count > 0;
    }

    private static ChangedFile[] TakeOut(VerbContext context, OriginReading reading, ChangedFile[] changed)
    {
        var (before, left) = (0, 0);
        var files = new List<ChangedFile>();
        foreach (var file in changed)
        {
            var lines = file.Lines.SelectMany(span => Enumerable.Range(span.From, span.To - span.From + 1)).ToList();
            var persons = PersonsLines(reading, file.File);
            var kept = lines.Where(line => !persons.Contains(line)).ToList();
            (before, left) = (before + lines.Count, left + kept.Count);
            if (kept.Count > 0)
            {
                files.Add(file with { Lines = [.. Spans(kept)] });
            }
        }

        if (left < before)
        {
            context.Tell($"{StateText.Plural(before - left, "changed line")} of {before} are a person's by evidence, and arm nothing; `plumb origin why` shows it.");
        }

        return [.. files];
    }

    private static HashSet<int> PersonsLines(OriginReading reading, string path) =>
        reading.Map.File(path) is { Kind: FileKind.Text } file
            ? [.. reading.Judge.Judge(file).Where(run => run.Verdict.Class == OriginClass.Human).SelectMany(run => Enumerable.Range(run.Start, run.Count))]
            : [];

    private static IEnumerable<LineSpan> Spans(List<int> lines)
    {
        var from = 0;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (i == lines.Count || lines[i] != lines[i - 1] + 1)
            {
                yield return new LineSpan(lines[from], lines[i - 1]);
                from = i;
            }
        }
    }
}
