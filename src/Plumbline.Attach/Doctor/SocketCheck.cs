using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>The diagnostics socket is how the agent gets in.</summary>
internal sealed class SocketCheck : Check
{
    public override string Name => "diagnostics socket";

    public override CheckResult Run(Candidate candidate)
    {
        var facts = candidate.Facts;
        var where = string.Join(" or ", facts.TemporaryDirectories.Select(facts.Root.Outside));
        return facts.SocketState switch
        {
            SocketState.Answering => Ok(facts.Root.Foreign
                ? $"{facts.SocketPath} answers (other mount namespace)"
                : $"{facts.SocketPath} answers"),
            SocketState.Forbidden => Failed(
                AttachFailure.OtherUser,
                $"{facts.SocketPath} may not be opened by you",
                $"Run it as {facts.User} or as root."),
            SocketState.Dead => Failed(
                AttachFailure.NoSocket,
                $"{facts.SocketPath} is there, but nobody listens on it",
                "It was left by a process that was killed, or the process is just starting or ending: try again, or restart it."),
            SocketState.Silent => Failed(
                AttachFailure.NoAnswer,
                $"{facts.SocketPath} took the question and did not answer within two seconds",
                $"Is the process stopped (kill -CONT {facts.Pid}) or suspended at start by DOTNET_DiagnosticPorts?"),
            _ => Missing(facts, where),
        };
    }

    private CheckResult Missing(TargetFacts facts, string where)
    {
        var mounts = MountTable.Parse(ProcFile.Text(facts.Pid, "mountinfo") ?? "");
        if (facts.TemporaryDirectories.All(directory => mounts.Has(directory, "ro")))
        {
            return Failed(
                AttachFailure.NoSocket,
                $"{where} is read-only for the process, so its runtime could not open its diagnostics socket",
                "Start it with a temporary directory that it may write to (TMPDIR, an emptyDir or a tmpfs at /tmp).");
        }

        var cure = (facts.Variables, ProcessStatus.OwnUid) switch
        {
            (null, 0) => "Not even root may look into it: run plumb in its user namespace, or with CAP_SYS_PTRACE.",
            (null, _) => $"Run it as {facts.User} or as root, so that its TMPDIR can be read.",
            _ => "Was the file deleted (a cleaner of /tmp), or is the process still starting? Otherwise restart it.",
        };
        return Failed(AttachFailure.NoSocket, $"no dotnet-diagnostic-{facts.Status.NamespacePid}-*-socket in {where}", cure);
    }
}
