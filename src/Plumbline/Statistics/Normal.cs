using MathNet.Numerics;

namespace Plumbline.Statistics;

/// <summary>What is needed of the normal distribution, and of chi-squared with few degrees of freedom.</summary>
internal static class Normal
{
    /// <summary>The confidence that is meant where none is named.</summary>
    public const double Usual = 0.95;

    /// <summary>1.96 for .95: how many standard errors an interval reaches to either side.</summary>
    public static double TwoSided(double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(confidence, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        return Math.Sqrt(2) * SpecialFunctions.ErfInv(confidence);
    }

    /// <summary>The value below which a standard normal variable falls with this probability.</summary>
    public static double Quantile(double probability) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability);

    /// <summary>P(|Z| > |z|).</summary>
    public static double TwoSidedP(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>P(chi-squared > <paramref name="value"/>).</summary>
    public static double ChiSquaredP(double value, int degrees) =>
        degrees < 1 || double.IsNaN(value) ? double.NaN : value <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, value / 2);
}
