namespace Plumbline.Store.Ledger.Rows;

/// <summary>Texts that many rows have in common: services, teams, tools. Row 0 is the empty one.</summary>
internal sealed class NameRow
{
    public long Id { get; set; }
    public required string Text { get; set; }
}

/// <summary>When a change came to production with a service. Ids are given in the order of time; services are numbers of <see cref="NameRow"/>.</summary>
internal sealed class ShippedRow
{
    public long Id { get; set; }
    public long Change { get; set; }
    public int Service { get; set; }
    public long Shipped { get; set; }
    public long? Gone { get; set; }
    public long Deployment { get; set; }
}

/// <summary>A change that is known, with its texts. Those that are in no repository at hand have no commit.</summary>
internal sealed class JudgedChangeRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public required string Repository { get; set; }
    public long Number { get; set; }
    public string? Commit { get; set; }
    public required string Title { get; set; }
    public long? At { get; set; }
    public int Origin { get; set; }
    public required string Tool { get; set; }
    public required string Model { get; set; }
    public int Ai { get; set; }
    public int Human { get; set; }
    public int Mixed { get; set; }
    public int Unknown { get; set; }
    public int Reworked { get; set; }
    public int Commits { get; set; }
    public long? RevertedBy { get; set; }
    public string? NotCounted { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.JudgedDeployment"/>.</summary>
internal sealed class JudgedDeploymentRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public int Service { get; set; }
    public int Environment { get; set; }
    public int Region { get; set; }
    public long? At { get; set; }
    public int Kind { get; set; }
    public int Result { get; set; }
    public string? Commit { get; set; }
    public string? Version { get; set; }
    public string? Url { get; set; }
    public long? Previous { get; set; }
    public bool IsRemedy { get; set; }
    public bool IsProxy { get; set; }
    public int Changes { get; set; }
    public double AiShare { get; set; }
    public bool Counts { get; set; }
    public string? NotCounted { get; set; }
    public string? NoCode { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.IncidentCase"/>.</summary>
internal sealed class JudgedIncidentRow
{
    public long Id { get; set; }
    public required string Key { get; set; }
    public required string Title { get; set; }
    public string? Url { get; set; }
    public int Service { get; set; }
    public string? Severity { get; set; }
    public long Detected { get; set; }
    public long? Acknowledged { get; set; }
    public long? Restored { get; set; }
    public bool ClockIsWrong { get; set; }
    public int Exclusion { get; set; }
    public int Cause { get; set; }
    public long? Running { get; set; }
    public long Failed { get; set; }
    public long Suspect { get; set; }
    public long? Verified { get; set; }
    public long? Original { get; set; }
    public string? Note { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Facts.Blame"/>.</summary>
internal sealed class BlameRow
{
    public long Incident { get; set; }
    public long Change { get; set; }
    public double Weight { get; set; }
    public int Verdict { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.Try"/>.</summary>
internal sealed class RemedyRow
{
    public long Incident { get; set; }
    public long Deployment { get; set; }
    public int Kind { get; set; }
    public long At { get; set; }
    public required string Words { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.FixLink"/>.</summary>
internal sealed class FixRow
{
    public long Incident { get; set; }
    public long Change { get; set; }
    public required string Words { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.Evidence"/>.</summary>
internal sealed class EvidenceRow
{
    public long Incident { get; set; }
    public int Number { get; set; }
    public int Step { get; set; }
    public int Verdict { get; set; }
    public double Weight { get; set; }
    public long? Change { get; set; }
    public long? Deployment { get; set; }
    public string? Commit { get; set; }
    public string? Place { get; set; }
    public required string Words { get; set; }
}

/// <summary>Some thousand facts of one kind, packed; see <see cref="FactBlocks"/>.</summary>
internal sealed class FactBlockRow
{
    public int Kind { get; set; }
    public int Number { get; set; }
    public long Last { get; set; }
    public required byte[] Body { get; set; }
}

/// <summary>What was found out about a commit, packed; see <see cref="Plumbline.Ledger.Code.KeptFacts"/>. It can be made anew.</summary>
internal sealed class CommitFactRow
{
    public int Kind { get; set; }
    public required string Key { get; set; }
    public required string Terms { get; set; }
    public required byte[] Body { get; set; }
}

/// <summary>The judgement that the other tables hold; one row.</summary>
internal sealed class JudgementRow
{
    public long Id { get; set; }
    public required string Digest { get; set; }
    public long At { get; set; }
    public long Until { get; set; }
    public int Known { get; set; }
    public int Deployed { get; set; }
}

/// <summary>See <see cref="Plumbline.Ledger.Judging.HumanVerdict"/>. Not derived: rows are added, and never changed.</summary>
internal sealed class VerdictRow
{
    public long Number { get; set; }
    public required string Incident { get; set; }
    public required string Subject { get; set; }
    public int Decision { get; set; }
    public required string Who { get; set; }
    public long At { get; set; }
    public required string Words { get; set; }
}
