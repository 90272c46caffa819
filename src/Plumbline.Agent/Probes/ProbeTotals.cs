using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>What probes that add up send every second, and once more when they end.</summary>
internal static class ProbeTotals
{
    private const int MostGroups = 50;
    private const int MostPaths = 50;

    public static void Send(Probe probe)
    {
        if (Message(probe) is { } message && !probe.Owner.Send(message))
        {
            probe.Drops.Queue();
        }
    }

    private static WireMessage? Message(Probe probe) => probe.Spec.Kind switch
    {
        ProbeKind.Count => Counted(probe),
        ProbeKind.Time => probe.Times!.Snapshot(probe.Id, probe.SecondsApplied),
        ProbeKind.Stack => probe.Paths!.Snapshot(probe.Id, probe.SecondsApplied, MostPaths),
        _ => null,
    };

    private static Counted Counted(Probe probe)
    {
        var total = probe.Hits;
        long others = 0;
        var groups = probe.Groups?.Largest(MostGroups, out others) ?? [new CountGroup("", total)];
        return new Counted(probe.Id, probe.SecondsApplied, total, groups, others);
    }
}
