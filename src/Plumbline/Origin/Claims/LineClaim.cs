namespace Plumbline.Origin.Claims;

/// <summary>What some store says about lines of one file in one commit's version of it. Believed only for lines that the commit brought in.</summary>
/// <param name="Store">Where it stands, such as <c>refs/notes/ai</c>.</param>
/// <param name="Commit">The id of the commit whose lines are meant; for an Agent Trace the revision that it names.</param>
/// <param name="From">First line, from 1.</param>
/// <param name="To">Last line.</param>
internal sealed record LineClaim(string Store, string Commit, string Path, int From, int To, OriginClass Class)
{
    public string? Tool { get; init; }

    public string? Model { get; init; }

    /// <summary>URL or id of the conversation.</summary>
    public string? Session { get; init; }

    /// <summary>The person that the store names, as author or as who sat before the tool.</summary>
    public string? Person { get; init; }

    /// <summary>How sure the store itself is, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>When it was written, in Unix seconds; null where the store does not say.</summary>
    public long? At { get; init; }

    /// <summary>The literal text of the claim.</summary>
    public string Quote
    {
        get => field.Length > 0 || QuoteHead is null ? field : $"{QuoteHead} {From}-{To}";
        init;
    } = "";

    /// <summary>The quote without its range, which follows it. PERF: histories have a hundred thousand claims, of which a few are shown.</summary>
    public string? QuoteHead { get; init; }

    public int Lines => To - From + 1;

    public bool Covers(int line) => line >= From && line <= To;
}

/// <summary>What one note or file claims.</summary>
/// <param name="Claims">In the order of the store: where two overlap the later one counts.</param>
/// <param name="Rejected">Claims that can't be used, with the reason.</param>
/// <param name="Trouble">What could not be read; null where all could.</param>
internal sealed record ClaimSet(IReadOnlyList<LineClaim> Claims, IReadOnlyList<RejectedClaim> Rejected, string? Trouble = null)
{
    public static ClaimSet Unreadable(string trouble) => new([], [], trouble);
}

internal sealed record RejectedClaim(LineClaim Claim, string Reason);

/// <summary>Why a claim is not believed. The texts are shown.</summary>
internal static class ClaimRefusal
{
    public const string Dangling = "the key is explained nowhere";
    public const string OutOfHistory = "the commit is not in this history";
    public const string FileNotTouched = "the commit did not change that file";
    public const string LineNotAdded = "the commit did not bring in that line";
    public const string Overlapped = "a later entry of the same note claims the line";
    public const string PseudoPath = "its path is none of the repository";
    public const string Placeholder = "its range is the one that is written where the place is not known";
    public const string NoSuchCommit = "no commit is found that its revision may mean";
    public const string BadRange = "its range is no range of lines";
}
