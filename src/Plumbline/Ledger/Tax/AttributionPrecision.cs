using Plumbline.Ledger.Facts;
using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>How often the change that an incident counts for is the right one, as far as it was measured.</summary>
internal static class AttributionPrecision
{
    /// <summary>
    /// Of answers with a weight from which a culprit is probable, the share that named what the fixes' developers had named: on iproute2 (512 fixes) and
    /// on Open vSwitch (1,273 fixes). docs/measured.md has both, and the command.
    /// </summary>
    private static readonly double[] s_measured = [0.79, 0.72];

    /// <summary>One for each of the two repositories; none where every attribution is confirmed, and so was not estimated.</summary>
    public static IReadOnlyList<double> Of(Population population)
    {
        int confirmed = 0, probable = 0;
        foreach (var incident in population.Incidents)
        {
            if (population.OriginOf(incident) is OriginClass.Ai or OriginClass.Human && population.Changes[incident.Lead].InWindow)
            {
                confirmed += incident.Verdict == Verdict.Confirmed ? 1 : 0;
                probable += incident.Verdict == Verdict.Probable ? 1 : 0;
            }
        }

        return probable == 0 ? [] : [.. s_measured.Select(right => (confirmed + (probable * right)) / (confirmed + probable))];
    }
}
