namespace Plumbline.Ledger.Records;

/// <summary>What a deployment was, against the one before it in its place.</summary>
internal enum DeploymentKind
{
    /// <summary>Brought commits that were not there before.</summary>
    Deploy,

    /// <summary>Went back to a commit that was there before.</summary>
    Rollback,

    /// <summary>The same commit again.</summary>
    Redeploy,

    /// <summary>Changed settings, and said so.</summary>
    Config,
}
