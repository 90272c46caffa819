using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>All checks, in the order in which one failure explains the next.</summary>
internal static class Examination
{
    private static readonly Check[] s_checks =
    [
        new UserCheck(),
        new RuntimeKindCheck(),
        new DiagnosticsSwitchCheck(),
        new SocketCheck(),
        new RuntimeVersionCheck(),
        new ProfilerSwitchCheck(),
        new StartupHookCheck(),
        new FrameworkCheck(),
        new OtherProfilerCheck(),
        new PlatformCheck(),
        new AgentFilesCheck(),
        new StagingCheck(),
    ];

    public static CheckResult[] Run(TargetFacts facts, AgentFiles files)
    {
        var candidate = new Candidate(facts, files);
        return [.. s_checks.Select(c => c.Run(candidate))];
    }

    public static CheckResult? FirstFailure(TargetFacts facts, AgentFiles files)
    {
        var candidate = new Candidate(facts, files);
        return s_checks.Select(c => c.Run(candidate)).FirstOrDefault(r => r.Outcome == CheckOutcome.Failed);
    }
}
