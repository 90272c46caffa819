using Plumbline.Wire;

namespace Plumbline.Bench;

/// <summary>One thing that is measured: a loop around a call, and the probe in what it calls.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Loop">Calls the method so many times.</param>
/// <param name="ByHand">The same around the hand-written method, or null.</param>
/// <param name="Baseline">The same around a method of the same shape without anything.</param>
/// <param name="Calls">Calls of one round: few where each leaves something in a queue.</param>
internal sealed record Case(string Name, Func<int, long> Loop, Func<int, long>? ByHand, Func<int, long> Baseline, int Calls)
{
    /// <summary>The probe; null for the method without one.</summary>
    public ProbeSpec? Probe { get; init; }

    /// <summary>Whether its gate is closed once it is placed.</summary>
    public bool IsOff { get; init; }

    /// <summary>Nanoseconds above the call without a probe; 0 for none.</summary>
    public double Budget { get; init; }
}

internal static class Cases
{
    private const int Many = 40_000;
    private const int Few = 40;
    private static readonly Order s_order = new();
    private static readonly string s_text = "Ada";

    public static Case[] All { get; } =
    [
        new("no probe", Unprobed, null, Unprobed, Many),
        new("gate off", GateOff, HandGateOff, Unprobed, Many) { Probe = Count("GateOff"), IsOff = true, Budget = 2 },
        new("condition false", ConditionFalse, HandConditionFalse, Unprobed, Many) { Probe = Count("ConditionFalse") with { When = "number < 0 && text.Length > 100" }, Budget = 10 },
        new("count", Counted, HandCounted, Unprobed, Many) { Probe = Count("Counted"), Budget = 10 },
        new("armed", Armed, null, Unprobed, Many) { Probe = Of(ProbeKind.Snapshot, "Armed") with { Armed = true }, Budget = 3 },
        new("armed with facts", Learned, null, Unprobed, Many) { Probe = Of(ProbeKind.Snapshot, "Learned") with { Armed = true, LearnsFacts = true }, Budget = 15 },
        new("log", Logged, HandLogged, Unprobed, Few * 4) { Probe = Of(ProbeKind.Log, "Logged") with { Template = "order {number} of {text} costs {price:F2}" }, Budget = 2000 },
        new("snapshot of three arguments", Three, HandThree, Unprobed, Few * 4) { Probe = Of(ProbeKind.Snapshot, "Three@entry"), Budget = 30_000 },
        new("snapshot of three arguments and the result", Both, HandThree, Unprobed, Few * 4) { Probe = Of(ProbeKind.Snapshot, "Both"), Budget = 30_000 },
        new("snapshot of an object graph", Graph, HandGraph, Unprobed, Few) { Probe = Of(ProbeKind.Snapshot, "Graph@entry"), Budget = 30_000 },
        new("record of five lines, gate off", RecordOff, null, FiveLines, Many) { Probe = Of(ProbeKind.Record, "RecordOff"), IsOff = true, Budget = 4 },
        new("record of five lines, condition false", RecordFalse, null, FiveLines, Many) { Probe = Of(ProbeKind.Record, "RecordFalse") with { When = "number < 0 && text.Length > 100" }, Budget = 12 },
        new("record of five lines", Recorded, null, FiveLines, Few) { Probe = Of(ProbeKind.Record, "Recorded") with { Limits = new CaptureLimits { Depth = 1, Elements = 5, Fields = 8, Bytes = 1024 * 1024, Milliseconds = 250 } }, Budget = 60_000 },
    ];

    private static ProbeSpec Of(ProbeKind kind, string method) => new() { Kind = kind, Place = $"Plumbline.Bench.Subjects.{method}", Seconds = 86_400 };

    private static ProbeSpec Count(string method) => Of(ProbeKind.Count, method);

    private static long Unprobed(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Unprobed(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long FiveLines(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.FiveLines(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long RecordOff(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.RecordOff(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long RecordFalse(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.RecordFalse(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Recorded(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Recorded(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long GateOff(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.GateOff(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long HandGateOff(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.GateOff(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long ConditionFalse(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.ConditionFalse(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long HandConditionFalse(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.ConditionFalse(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Counted(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Counted(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long HandCounted(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.Counted(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Armed(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Armed(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Learned(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Learned(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Logged(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Logged(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long HandLogged(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.Logged(i, s_text, 1.5, s_order);
        }

        return sum;
    }

    private static long Three(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Three(i, s_text, 1.5);
        }

        return sum;
    }

    private static long HandThree(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.Three(i, s_text, 1.5);
        }

        return sum;
    }

    private static long Both(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Both(i, s_text, 1.5);
        }

        return sum;
    }

    private static long Graph(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += Subjects.Graph(s_order);
        }

        return sum;
    }

    private static long HandGraph(int calls)
    {
        long sum = 0;
        for (var i = 0; i < calls; i++)
        {
            sum += ByHand.Graph(s_order);
        }

        return sum;
    }
}
