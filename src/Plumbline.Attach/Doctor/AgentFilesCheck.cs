namespace Plumbline.Attach.Doctor;

/// <summary>A broken agent file would end the target, so ours are looked at before anything else happens.</summary>
internal sealed class AgentFilesCheck : Check
{
    public override string Name => "agent files";

    public override CheckResult Run(Candidate candidate)
    {
        try
        {
            candidate.Files.Verify(Processes.RuntimeVersion.Major(candidate.RuntimeVersion));
            return Ok($"build {candidate.Files.Build}");
        }
        catch (AttachException e)
        {
            return Failed(e.Code, e.Message, e.Cure ?? "Build Plumbline again.");
        }
    }
}
