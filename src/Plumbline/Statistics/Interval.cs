namespace Plumbline.Statistics;

/// <summary>A confidence interval, both ends included. An end is infinite where the data give none.</summary>
internal readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>The interval of one divided by what this one is about: of the same ratio with its arms swapped.</summary>
    public Interval Inverse() => new(1 / High, 1 / Low);
}
