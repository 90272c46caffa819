namespace Plumbline.Ledger.Culprits;

/// <summary>
/// How much each <see cref="CulpritFeature"/> counts: a candidate's chance is proportional to the exponential of the weighted sum of its features. Fitted
/// once as a conditional logit over the fixes of two public repositories whose developers named the culprits, both of the same weight; <c>docs/ledger.md</c>
/// tells which, and how weights fitted on one do on the other.
/// </summary>
internal static class CulpritWeights
{
    private static readonly double[] s_weights = Table();

    public static double Of(CulpritFeature feature) => s_weights[(int)feature];

    /// <summary>The weighted sum of features.</summary>
    public static double Score(ReadOnlySpan<double> features)
    {
        var sum = 0.0;
        for (var i = 0; i < s_weights.Length; i++)
        {
            sum += s_weights[i] * features[i];
        }

        return sum;
    }

    private static double[] Table()
    {
        var table = new Dictionary<CulpritFeature, double>
        {
            [CulpritFeature.WroteLine] = 0.86,
            [CulpritFeature.Tokens] = 1.36,
            [CulpritFeature.Neighbours] = 1.41,
            [CulpritFeature.SameFunction] = 1.62,
            [CulpritFeature.Files] = 0.42,
            [CulpritFeature.Size] = 2.37,
            [CulpritFeature.AddedNames] = 0.83,
            [CulpritFeature.Names] = 1.38,
            [CulpritFeature.CodeAround] = 2.62,
            [CulpritFeature.CodeOfMost] = 1.35,
            [CulpritFeature.Message] = 2.69,
            [CulpritFeature.Subject] = 1.20,
            [CulpritFeature.SubjectInMessage] = 1.09,
            [CulpritFeature.SubjectInCode] = 0.59,
            [CulpritFeature.BroughtBack] = 1.40,
            [CulpritFeature.SameWork] = -5.03,
            [CulpritFeature.Age] = -3.28,
        };
        return [.. Enum.GetValues<CulpritFeature>().Select(feature => table[feature])];
    }
}
