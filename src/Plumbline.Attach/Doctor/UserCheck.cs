using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>The runtime takes orders only from its own user and from root.</summary>
internal sealed class UserCheck : Check
{
    public override string Name => "user";

    public override CheckResult Run(Candidate candidate)
    {
        var theirs = candidate.Facts.Status.Uid;
        var ours = ProcessStatus.OwnUid;
        if (ours == theirs)
        {
            return Ok($"both are {UserNames.Of(ours)}");
        }

        return ours == 0
            ? Ok($"the process belongs to {candidate.Facts.User}, and you are root")
            : Failed(
                AttachFailure.OtherUser,
                $"the process belongs to {candidate.Facts.User}, and you are {UserNames.Of(ours)}",
                $"Run it as that user: sudo -u {candidate.Facts.User} plumb …");
    }
}
