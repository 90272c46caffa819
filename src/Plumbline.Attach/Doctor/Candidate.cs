using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>What the checks look at: a process, and the files that would go into it.</summary>
internal sealed class Candidate(TargetFacts facts, AgentFiles files)
{
    private readonly Lazy<RuntimeConfig?> _config = new(() => RuntimeConfig.Find(facts));

    public TargetFacts Facts => facts;
    public AgentFiles Files => files;
    public RuntimeConfig? Config => _config.Value;
    public string? RuntimeVersion { get; } = Processes.RuntimeVersion.Of(facts);
}
