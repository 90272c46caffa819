namespace Plumbline.Statistics;

/// <summary>The difference of two shares with its hybrid score interval. Newcombe, Stat. Med. 17 (1998) 873, method 10.</summary>
internal readonly record struct ProportionDifference(double Estimate, Interval Interval)
{
    public static ProportionDifference Of(Proportion one, Proportion other, double confidence = Normal.Usual)
    {
        var (first, second) = (one.Wilson(confidence), other.Wilson(confidence));
        var estimate = one.Estimate - other.Estimate;
        var down = Length(one.Estimate - first.Low, second.High - other.Estimate);
        var up = Length(first.High - one.Estimate, other.Estimate - second.Low);
        return new ProportionDifference(estimate, new Interval(estimate - down, estimate + up));
    }

    private static double Length(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
