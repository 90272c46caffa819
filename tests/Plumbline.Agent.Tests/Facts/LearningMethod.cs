using Plumbline.Agent.Facts;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Agent.Tests.Facts;

/// <summary>A method that learns, and calls of it as armed code would make them: compare first, and ask the fact only about what is new.</summary>
internal sealed class LearningMethod
{
    public LearningMethod()
    {
        Facts = new MethodFacts(new Site(NewProbe(), new SiteLabel("Shop.Pricing.Apply", "Shop", "entry", null, 0)));
    }

    public MethodFacts Facts { get; }

    /// <summary>A probe that is placed nowhere.</summary>
    public static Probe NewProbe() =>
        new(1, new ProbeSpec { Kind = ProbeKind.Snapshot, Place = "test" }, new ProbeOwner(), new ProbeServices(new CpuBudget(1), null!));

    /// <summary>One call for each number; what was found on the way.</summary>
    public List<FirstFound> Call(NumberFact fact, params IEnumerable<double> values)
    {
        var found = new List<FirstFound?>();
        foreach (var value in values)
        {
            CallCells.Next(Facts.Counter);
            var (low, high) = (FactCells.Read(fact.Cells), FactCells.Read(fact.Cells, 1));
            var isInside = fact.IsWhole
                ? value >= low && value <= high
                : value >= BitConverter.Int64BitsToDouble(low) && value <= BitConverter.Int64BitsToDouble(high);
            Asked += isInside ? 0 : 1;
            found.Add(isInside ? null : fact.See(value));
            fact.Sample(value);
        }

        return [.. found.OfType<FirstFound>()];
    }

    /// <summary>How often a fact was asked.</summary>
    public int Asked { get; private set; }

    public List<FirstFound> Call(BitsFact fact, params IEnumerable<long> values)
    {
        var found = new List<FirstFound?>();
        foreach (var value in values)
        {
            CallCells.Next(Facts.Counter);
            var index = value - fact.Base;
            var isKnown = index is >= 0 and < BitsFact.Size && (FactCells.Read(fact.Cells, (int)(index / 64)) >> (int)(index % 64) & 1) != 0;
            found.Add(isKnown ? null : fact.See(value));
        }

        return [.. found.OfType<FirstFound>()];
    }

    public List<FirstFound> Call(TextFact fact, params IEnumerable<string> values)
    {
        var found = new List<FirstFound?>();
        foreach (var value in values)
        {
            CallCells.Next(Facts.Counter);
            found.Add(fact.See(value));
        }

        return [.. found.OfType<FirstFound>()];
    }
}
