using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>Only CoreCLR can rewrite a method that is already compiled.</summary>
internal sealed class RuntimeKindCheck : Check
{
    public override string Name => "runtime";

    public override CheckResult Run(Candidate candidate)
    {
        var facts = candidate.Facts;
        if (facts.IsCoreClr)
        {
            return Ok("CoreCLR");
        }

        if (facts.SocketPath is null)
        {
            return facts.Mapped is null
                ? Unknown("its memory map may not be read")
                : NotDotnet(facts);
        }

        return ExecutableKind(facts) switch
        {
            HostKind.SingleFile => Ok("CoreCLR inside a single file"),
            HostKind.NativeAot => Failed(
                AttachFailure.NativeAot,
                "it was compiled ahead of time (NativeAOT): there is no IL left to rewrite",
                "Publish the program without PublishAot."),
            HostKind.Other => NotDotnet(facts),
            _ => Unknown("it has a diagnostics socket, but its executable may not be read"),
        };
    }

    private static HostKind? ExecutableKind(TargetFacts facts) => HostFile.KindOf($"/proc/{facts.Pid}/exe");

    private CheckResult NotDotnet(TargetFacts facts) => Failed(
        AttachFailure.NotDotnet,
        $"process {facts.Pid} ({DotnetProcess.NameOf(facts)}) runs no .NET runtime",
        "`plumb ps` lists the .NET processes.");
}
