namespace Plumbline.Origin.Signatures;

/// <summary>Finds the marks of commits. Reads names and addresses as the commit has them: a <c>.mailmap</c> can turn a bot into a person.</summary>
internal sealed class MarkReader
{
    private const int LongestQuote = 300;
    private static readonly TimeSpan s_slack = TimeSpan.FromDays(30);

    private readonly IdentityIndex _identities;
    private readonly LineIndex _lines;

    /// <param name="more">Signatures of the user's own; they come before those of the table.</param>
    public MarkReader(params IEnumerable<Signature> more)
    {
        Signature[] all = [.. more, .. SignatureTable.All];
        Signatures = all;
        _identities = new IdentityIndex(all);
        _lines = new LineIndex(all);
    }

    public IReadOnlyList<Signature> Signatures { get; }

    /// <summary>Every mark in a commit, accepted or not; one that stands there several times is told once.</summary>
    public IReadOnlyList<Mark> Read(CommitFacts commit)
    {
        var marks = new List<Mark>();
        AddIdentity(marks, commit, MarkPlace.Author, new Identity(commit.AuthorName, commit.AuthorMail));
        AddIdentity(marks, commit, MarkPlace.Committer, new Identity(commit.CommitterName, commit.CommitterMail));
        foreach (var line in MessageLines.Of(commit.Message))
        {
            if (MessageLines.CoAuthor(line) is { } coAuthor)
            {
                AddIdentity(marks, commit, MarkPlace.CoAuthor, coAuthor, line);
            }
            else if (_lines.Find(line) is var (signature, holes))
            {
                Add(marks, commit, (signature, MarkPlace.Line), line, holes);
            }
        }

        // Aider names itself as committer of its own edits, too; alone there, it committed those of a person.
        if (marks.Exists(mark => mark.Signature.Kind == SignatureKind.Agent && mark.Place == MarkPlace.Author))
        {
            marks.RemoveAll(mark => mark.Signature.Kind == SignatureKind.PersonsEdits);
        }

        return marks;
    }

    private void AddIdentity(List<Mark> marks, CommitFacts commit, MarkPlace place, Identity identity, string? line = null)
    {
        if (_identities.Find(identity, place) is var (signature, holes))
        {
            var model = signature.Model == ModelReading.Name ? ModelName.In(identity.Name) : null;
            Add(marks, commit, (signature, place), line ?? identity.ToString(), holes, model);
        }
    }

    private static void Add(
        List<Mark> marks, CommitFacts commit, (Signature Signature, MarkPlace Place) found, string quote, Dictionary<string, string> holes, string? model = null)
    {
        var shown = quote.Length > LongestQuote ? quote[..LongestQuote] + "…" : quote;
        if (marks.Exists(mark => mark.Signature == found.Signature && mark.Place == found.Place && mark.Quote == shown))
        {
            return;
        }

        model ??= found.Signature.Model switch
        {
            ModelReading.Hole => ModelName.Normal(holes.GetValueOrDefault("model")),
            ModelReading.Value => ModelName.In(holes.GetValueOrDefault("value", "")),
            _ => null,
        };
        var mark = new Mark(found.Signature, found.Place, shown, model, holes.GetValueOrDefault("session"), Doubtful(found.Signature, commit));
        marks.Add(holes.TryGetValue("value", out var value) ? mark with { Tool = ToolNames.In(value) ?? mark.Tool } : mark);
    }

    private static string? Doubtful(Signature signature, CommitFacts commit)
    {
        var at = commit.CommitTime;
        if (signature.Since is { } since && at < Seconds(since) - (long)s_slack.TotalSeconds)
        {
            return $"the commit is dated {Day(at)}, and the mark was first seen on {since:yyyy-MM-dd}";
        }

        var written = commit.AuthorTime;
        return signature.False is { } window && written >= Seconds(window.From) && written < Seconds(window.To.AddDays(1)) ? window.Reason : null;
    }

    private static long Seconds(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();

    private static string Day(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_300_799)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
