namespace Plumbline.Ledger.Records;

/// <summary>One delivery of one commit to one place, as all events about it together tell it.</summary>
internal sealed record Deployment
{
    /// <summary>Source and its own id: <c>github:octo/shop/deployments/42</c>.</summary>
    public required string Key { get; init; }

    public required DeploymentPlace Place { get; init; }

    /// <summary>Canonical name of the repository, or empty where the source tells none.</summary>
    public string Repository { get; init; } = "";

    /// <summary>Full or abbreviated id of the commit, lower case; null where only an artifact or a tag is known.</summary>
    public string? Commit { get; init; }

    /// <summary>Tag, version or image.</summary>
    public string? Version { get; init; }

    public DeploymentResult Result { get; init; } = DeploymentResult.Running;

    /// <summary>In the source's own word.</summary>
    public string? OriginalResult { get; init; }

    /// <summary>What the source itself says it is; null where it says nothing, and the chain tells.</summary>
    public DeploymentKind? Said { get; init; }

    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was over; of one that is running null.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Whether it stands for a deployment that nobody recorded: a tag or a release.</summary>
    public bool IsProxy { get; init; }

    public string? Url { get; init; }

    /// <summary>The moment by which deployments are ordered.</summary>
    public DateTimeOffset? At => Finished ?? Started;
}
