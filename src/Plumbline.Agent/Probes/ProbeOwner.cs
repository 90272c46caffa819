using Plumbline.Agent.Facts;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Slow;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Who placed a probe and gets what it records. When the owner goes, its probes go.</summary>
internal sealed class ProbeOwner
{
    private FirstReports? _firsts;

    /// <summary>As shown to the user.</summary>
    public string Name { get; set; } = "unknown";

    /// <summary>What is on its way to the owner.</summary>
    public Outbox Outbox { get; } = new();

    /// <summary>What armed methods showed for the first time.</summary>
    public FirstReports Firsts => _firsts ?? Interlocked.CompareExchange(ref _firsts, new FirstReports(Outbox.TryAdd), null) ?? _firsts;

    /// <summary>Methods whose calls are timed.</summary>
    public SlowCalls Slow { get; } = new();

    /// <summary>Puts a message on its way without waiting; false when there is no room for it.</summary>
    public bool Send(WireMessage message) => Outbox.TryAdd(new OutFrame(message));
}
