using Plumbline.Ledger.Code;
using Plumbline.Ledger.Records;
using Plumbline.Origin;

namespace Plumbline.Ledger.Judging;

/// <summary>A change of a repository that is at hand.</summary>
internal sealed class KnownChange(long id, CodeBase code, int root)
{
    public long Id => id;

    public CodeBase Code => code;

    /// <summary>The commit by which it came.</summary>
    public int Root => root;

    public Change? Record { get; } = code.Split.RecordOf(root);

    public ChangeLines Lines { get; } = code.Lines.GetValueOrDefault(root) ?? new ChangeLines();

    public IReadOnlyList<int> Commits => code.Split.MembersOf(root);

    public IReadOnlyList<string> Paths => code.Paths.GetValueOrDefault(root) ?? [];

    public CommitFacts Facts => code.Code.Commits[root];

    public string Repository => code.Code.Repository;

    /// <summary>Repository with number or commit.</summary>
    public string Key => Record?.Key ?? $"{Repository}@{Facts.Id}";

    /// <summary>0 where it is no pull request that is known.</summary>
    public long Number => Record?.Number ?? code.Code.Pulls.GetValueOrDefault(root);

    /// <summary>Untrusted.</summary>
    public string Title => Record is { Title.Length: > 0 } record ? record.Title : SubjectOf(Facts.Message);

    public DateTimeOffset At => code.Code.TimeOf(root);

    public DateTimeOffset Begun => Commits.Min(commit => code.Code.WrittenAt(commit)) is var first && Record?.Opened < first ? Record.Opened.Value : first;

    /// <summary>The change that reverted it and was not reverted itself.</summary>
    public KnownChange? RevertedBy { get; set; }

    /// <summary>Modelled; negative where nobody knows.</summary>
    public float BuildHours { get; set; } = -1;

    /// <summary>First arrivals in production, by service.</summary>
    public List<Shipment> Shipments { get; } = [];

    /// <summary>Why it is in no figure; null where it is.</summary>
    public string? NotCounted { get; set; }

    /// <summary>The texts in which it speaks of incidents and of other changes: messages of its commits, title and body of its request.</summary>
    public IEnumerable<string> Texts()
    {
        foreach (var commit in Commits)
        {
            yield return code.Code.Commits[commit].Message;
        }

        if (Record is { } record)
        {
            yield return record.Title;
            yield return record.Body;
        }
    }

    // Of a merge by GitHub or GitLab the first line names branches, and the next one is the title of the request.
    private static string SubjectOf(string message)
    {
        var lines = message.Split('\n', 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isMerge = lines is [var first, _, ..] && (first.StartsWith("Merge pull request #", StringComparison.Ordinal) || first.StartsWith("Merge branch '", StringComparison.Ordinal));
        return isMerge ? lines[1] : lines is [var subject, ..] ? subject : "";
    }
}

/// <summary>When a change came to production with a service for the first time.</summary>
internal readonly record struct Shipment(KnownChange Change, string Service, JudgedDeployment By);
