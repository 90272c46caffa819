using Plumbline.Attach.Attaching;

namespace Plumbline.Attach.Doctor;

/// <summary>The shim is native code: its processor must be the target's.</summary>
internal sealed class PlatformCheck : Check
{
    public override string Name => "architecture and libc";

    public override CheckResult Run(Candidate candidate)
    {
        var facts = candidate.Facts;
        var target = ElfFile.ArchitectureOf($"/proc/{facts.Pid}/exe");
        var shim = ElfFile.ArchitectureOf(candidate.Files.Shim);
        if (target is null || shim is null)
        {
            return Unknown(target is null ? "its executable may not be read" : "our shim is not there");
        }

        if (target != shim)
        {
            return Failed(
                AttachFailure.WrongPlatform,
                $"the process is {target}, and our native part was built for {shim}",
                $"Build Plumbline on {target} and use that build here.");
        }

        return facts.Mapped switch
        {
            null => Unknown($"{target}; its memory map may not be read, so its C library is unknown"),
            var mapped when mapped.FindStart("ld-musl-") is not null => Unknown($"{target}, musl: should work, was not tried"),
            _ => Ok($"{target}, glibc"),
        };
    }
}
