namespace Plumbline.Ledger.Records;

/// <summary>A merged pull request, or a commit that was pushed. Texts are untrusted.</summary>
internal sealed record Change
{
    /// <summary>Repository and number, or repository and commit: <c>octo/shop#17</c>, <c>octo/shop@1f0c…</c>.</summary>
    public required string Key { get; init; }

    public required string Repository { get; init; }

    /// <summary>0 for a pushed commit.</summary>
    public long Number { get; init; }

    /// <summary>The commit that brought it to the main branch; null while it is not merged.</summary>
    public string? MergeCommit { get; init; }

    public string? HeadCommit { get; init; }

    public string Title { get; init; } = "";

    public string Body { get; init; } = "";

    public string Author { get; init; } = "";

    public IReadOnlyList<string> Labels { get; init; } = [];

    public DateTimeOffset? Opened { get; init; }

    public DateTimeOffset? Merged { get; init; }
}
