using Plumbline.Ledger.Code;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>A deployment in its chain, with what it brought.</summary>
internal sealed class JudgedDeployment(long id, Deployment record, string service)
{
    public long Id => id;

    public Deployment Record => record;

    /// <summary>One name for the service, whatever the source calls it.</summary>
    public string Service => service;

    public DeploymentPlace Place { get; } = record.Place with { Service = service };

    public DateTimeOffset At => record.At ?? DateTimeOffset.MinValue;

    public DeploymentKind Kind { get; set; }

    public CodePlace? Code { get; set; }

    /// <summary>The successful one before in its place.</summary>
    public JudgedDeployment? Previous { get; set; }

    public bool IsProduction { get; set; }

    /// <summary>Whether it counts as a deployment that users had.</summary>
    public bool Counts => NotCounted is null;

    /// <summary>Why it counts in no figure; null where it does.</summary>
    public string? NotCounted { get; set; }

    /// <summary>Why its code is not known; null where it is.</summary>
    public string? NoCode { get; set; }

    /// <summary>Changes that were in production for the first time with it.</summary>
    public List<KnownChange> Shipped { get; } = [];

    public bool IsRemedy { get; set; }
}
