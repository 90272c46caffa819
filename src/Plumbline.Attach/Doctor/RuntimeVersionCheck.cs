using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>Start-up hooks can be applied to a running process since .NET 8.</summary>
internal sealed class RuntimeVersionCheck : Check
{
    public const int Oldest = 8;

    public override string Name => "runtime version";

    public override CheckResult Run(Candidate candidate)
    {
        var version = candidate.RuntimeVersion;
        return RuntimeVersion.Major(version) switch
        {
            null => Unknown("the runtime did not tell its version"),
            < Oldest => Failed(
                AttachFailure.RuntimeTooOld,
                $"it runs on .NET {version}, and the agent can only be loaded into .NET {Oldest} and later",
                $"Move the program to .NET {Oldest} or later."),
            _ => Ok($".NET {version}"),
        };
    }
}
