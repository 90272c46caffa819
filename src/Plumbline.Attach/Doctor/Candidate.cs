using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>What the checks look at: a process, and the files that would go into it.</summary>
internal sealed class Candidate(TargetFacts facts, AgentFiles files)
{
    private readonly Lazy<Bundle?> _bundle = new(() => Bundle.Of($"/proc/{facts.Pid}/exe"));
    private RuntimeConfig? _config;

    public TargetFacts Facts => facts;
    public AgentFiles Files => files;

    /// <summary>What the program carries inside its executable; null where that is nothing.</summary>
    public Bundle? Bundle => _bundle.Value;

    public RuntimeConfig? Config => _config ??= RuntimeConfig.Find(Facts, Bundle);
    public string? RuntimeVersion { get; } = Processes.RuntimeVersion.Of(facts);
}
