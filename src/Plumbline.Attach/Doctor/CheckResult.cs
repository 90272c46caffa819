namespace Plumbline.Attach.Doctor;

internal enum CheckOutcome
{
    Ok,
    Failed,
    Unknown,
}

/// <summary>One precondition, looked at.</summary>
/// <param name="Name">What was looked at, a few words.</param>
/// <param name="Detail">What was found, one sentence.</param>
/// <param name="Code">For a failure, its name from <see cref="AttachFailure"/>.</param>
/// <param name="Cure">For a failure, what to do.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Detail, string? Code = null, string? Cure = null);

/// <summary>One precondition of attaching. Reads only; never touches the target.</summary>
internal abstract class Check
{
    public abstract string Name { get; }

    public abstract CheckResult Run(Candidate candidate);

    protected CheckResult Ok(string detail) => new(Name, CheckOutcome.Ok, detail);

    protected CheckResult Unknown(string detail) => new(Name, CheckOutcome.Unknown, detail);

    protected CheckResult Failed(string code, string detail, string cure) => new(Name, CheckOutcome.Failed, detail, code, cure);
}
