using System.Globalization;
using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Verdicts;

/// <summary>Weighs what a commit itself says: its marks, its dates, and the policy of the repository.</summary>
internal sealed class CommitJudge
{
    /// <summary>The first preview of a tool that writes lines was at the end of June 2021.</summary>
    private static readonly DateOnly s_tools = new(2021, 6, 1);

    private static readonly string[] s_keepers = ["Entire", "whogitit", "Semantica"];

    private readonly OriginPolicy _policy;
    private readonly MarkReader _reader;
    private readonly IReadOnlyList<(MarkPattern Name, MarkPattern Mail)> _humans;

    public CommitJudge(OriginPolicy policy)
    {
        _policy = policy;
        _reader = new MarkReader(policy.Signatures);
        _humans = [.. policy.Humans.Select(text => Identity.Parse(text) ?? new Identity("*", text)).Select(who => (new MarkPattern(who.Name), new MarkPattern(who.Mail)))];
    }

    public MarkReader Reader => _reader;

    /// <param name="inside">Whether the commit was found inside a pull request.</param>
    /// <param name="lines">How many lines of it live at the revision.</param>
    /// <param name="dated">Whether its dates can be true: false where an ancestor is younger than the tools.</param>
    public CommitVerdict Judge(CommitFacts commit, bool inside, int lines, bool dated)
    {
        var marks = _reader.Read(commit);
        var evidence = marks.Select(mark => Evidence(mark, commit)).ToList();
        (Mark? Mark, OriginClass Class, Tier Tier, double Confidence) best = default;
        foreach (var mark in marks)
        {
            // Of two that weigh the same, the first.
            if (mark.IsAccepted && Weighed(mark, marks, commit, inside, lines) is var weighed && (best.Mark is null || weighed.Confidence > best.Confidence))
            {
                best = weighed;
            }
        }

        if (best.Mark is { } strongest && best.Confidence > 0)
        {
            for (var i = 0; i < evidence.Count; i++)
            {
                var weight = marks[i].IsAccepted ? Weighed(marks[i], marks, commit, inside, lines).Confidence : 0;
                evidence[i] = evidence[i] with { Weight = weight };
            }

            var isMachine = strongest.Signature.Kind == SignatureKind.Automation;
            var model = isMachine ? null : strongest.Model ?? marks.FirstOrDefault(mark => mark.IsAccepted && mark.Model is not null && mark.Tool == strongest.Tool)?.Model ?? marks.FirstOrDefault(mark => mark.IsAccepted && mark.Model is not null)?.Model;
            var verdict = new LineVerdict(best.Class, isMachine ? OriginBuckets.Automation : OriginBuckets.None, Tool(strongest, marks), model, best.Confidence, evidence);
            return new CommitVerdict(verdict, best.Tier, marks);
        }

        return Unmarked(commit, marks, evidence, dated);
    }

    /// <summary>Entire and such keep a session of some other tool: that one wrote the line.</summary>
    private static string Tool(Mark strongest, IReadOnlyList<Mark> marks) =>
        s_keepers.Contains(strongest.Tool)
            ? marks.FirstOrDefault(mark => mark.IsAccepted && mark.Signature.Kind is (SignatureKind.Agent or SignatureKind.Session) && !s_keepers.Contains(mark.Tool))?.Tool ?? strongest.Tool
            : strongest.Tool;

    /// <summary>The share of the commit that its tool claims to have written, out of <c>73% agent (146/200 lines)</c>; null where none does.</summary>
    private static double? ShareOf(IReadOnlyList<Mark> marks)
    {
        var quote = marks.FirstOrDefault(mark => mark.Signature.Id == SignatureTable.EntireShare)?.Quote ?? "";
        var percent = quote.IndexOf('%', StringComparison.Ordinal);
        var start = quote.IndexOf(':', StringComparison.Ordinal) + 1;
        return percent > start && double.TryParse(quote.AsSpan(start, percent - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 100 ? share / 100 : null;
    }

    private static (Mark? Mark, OriginClass Class, Tier Tier, double Confidence) Weighed(Mark mark, IReadOnlyList<Mark> marks, CommitFacts commit, bool inside, int lines)
    {
        var squash = !inside && PullRequest.NumberOf(commit) is not null;
        var (origin, tier, confidence) = (mark.Signature.Kind, mark.Place) switch
        {
            (SignatureKind.Automation, _) => (OriginClass.Unknown, Tier.C, Calibration.Automation),
            (SignatureKind.Agent, MarkPlace.Author) when inside => (OriginClass.Ai, Tier.B, Calibration.AgentInsideRequest),
            (SignatureKind.Agent, MarkPlace.Author) => (OriginClass.Ai, Tier.C, squash ? Calibration.AgentOfSquash : Calibration.AgentOfCommit),
            (SignatureKind.Agent, MarkPlace.Committer) => (OriginClass.Ai, Tier.D, Calibration.AgentCommitted),
            (SignatureKind.Agent or SignatureKind.Session, _) when squash => (OriginClass.Ai, Tier.E, Calibration.TrailerOfSquash),
            (SignatureKind.Agent, _) => (OriginClass.Ai, Tier.D, HasSession(marks) ? Calibration.TrailerAndSession : Calibration.Trailer),
            (SignatureKind.Session, _) => (OriginClass.Ai, Tier.D, Calibration.SessionAlone),
            (SignatureKind.Convention, _) => (OriginClass.Mixed, Tier.G, Calibration.Declared),
            (SignatureKind.Assist, MarkPlace.CoAuthor or MarkPlace.Author) when lines <= Calibration.LinesOfSuggestion => (OriginClass.Mixed, Tier.G, Calibration.Suggestion),
            _ => (OriginClass.Unknown, Tier.H, 0),
        };
        if (ShareOf(marks) is { } share && origin == OriginClass.Ai && mark.Place != MarkPlace.Author)
        {
            // A line is the tool's as likely as any other of its commit.
            (origin, confidence) = (share > 0 ? origin : OriginClass.Unknown, Math.Min(confidence, share));
        }

        return (mark, origin, tier, mark.Signature.Doubt is null ? confidence : Math.Min(confidence, Calibration.Doubted));
    }

    private static bool HasSession(IReadOnlyList<Mark> marks) => marks.Any(mark => mark.IsAccepted && mark.Signature.Kind == SignatureKind.Session);

    private static OriginEvidence Evidence(Mark mark, CommitFacts commit)
    {
        var place = mark.Place switch
        {
            MarkPlace.Author => "author",
            MarkPlace.Committer => "committer",
            MarkPlace.CoAuthor => "co-author",
            _ => "line of the message",
        };
        var kind = mark.Signature.Kind switch
        {
            SignatureKind.Agent => $"agent as {place}",
            SignatureKind.Session => "session",
            SignatureKind.Assist => $"assist as {place}",
            SignatureKind.Convention => "convention",
            SignatureKind.Automation => "automation as author",
            _ => "a person's edits, committed by the tool",
        };
        return new OriginEvidence(kind, commit.Id, mark.Quote, 0, mark.Rejected);
    }

    private CommitVerdict Unmarked(CommitFacts commit, IReadOnlyList<Mark> marks, List<OriginEvidence> evidence, bool dated)
    {
        var (written, committed) = (Day(commit.AuthorTime), Day(commit.CommitTime));
        if (written < s_tools && committed < s_tools && commit is { AuthorTime: > 0, CommitTime: > 0 })
        {
            var quote = $"written {Text(written)}, committed {Text(committed)}";
            if (dated)
            {
                return Human(evidence, marks, new("age", commit.Id, quote, Calibration.OlderThanTools));
            }

            evidence.Add(new OriginEvidence("age", commit.Id, quote, 0, "a commit before it is younger than that"));
        }

        var isMarked = marks.Any(mark => mark.Signature.Kind is not SignatureKind.PersonsEdits);
        if (!isMarked && PolicyOf(commit, committed) is { } policy)
        {
            return Human(evidence, marks, new("policy", "plumbline.yml", policy, Calibration.Policy));
        }

        return new CommitVerdict(new LineVerdict(OriginClass.Unknown, OriginBuckets.None, null, null, 0, evidence), marks.Count > 0 ? Tier.H : Tier.U, marks);
    }

    private string? PolicyOf(CommitFacts commit, DateOnly committed)
    {
        if (_policy.HumanUntil is { } until && committed <= until)
        {
            return $"human-until: {Text(until)}";
        }

        if (_policy.UnmarkedIsHumanSince is { } since && committed >= since)
        {
            return $"unmarked-is-human-since: {Text(since)}";
        }

        for (var i = 0; i < _humans.Count; i++)
        {
            if (_humans[i].Name.Match(commit.AuthorName) is not null && _humans[i].Mail.Match(commit.AuthorMail) is not null)
            {
                return $"humans: {_policy.Humans[i]}";
            }
        }

        return null;
    }

    private static CommitVerdict Human(List<OriginEvidence> evidence, IReadOnlyList<Mark> marks, OriginEvidence reason) =>
        new(new LineVerdict(OriginClass.Human, OriginBuckets.None, null, null, reason.Weight, [.. evidence, reason]), Tier.P, marks);

    private static DateOnly Day(long seconds) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, -62_135_596_800, 253_402_300_799)).UtcDateTime);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
