namespace Plumbline.Bench;

/// <summary>Rounds of one measurement.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public void Add(double value) => _values.Add(value);

    public double Median => At(0.5);

    /// <summary>Half of the distance between the first and the ninth decile: what the machine adds by itself.</summary>
    public double Noise => (At(0.9) - At(0.1)) / 2;

    private double At(double share)
    {
        var sorted = _values.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
