namespace Plumbline.Ledger.Records;

/// <summary>What became of a deployment, in one vocabulary for all sources.</summary>
internal enum DeploymentResult
{
    /// <summary>It reached its environment.</summary>
    Succeeded,

    /// <summary>The job failed before users had it. That is no change failure.</summary>
    Failed,

    /// <summary>Not over yet, or its end was never told.</summary>
    Running,

    /// <summary>Stopped, refused or skipped by somebody.</summary>
    Canceled,

    /// <summary>A later one took its place; says nothing of how it fared.</summary>
    Superseded,
}
