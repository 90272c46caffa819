namespace Plumbline.Bench.Processes;

/// <summary>Values of the rounds of one measurement.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => At(0.5);

    public double Largest => At(1);

    /// <summary>Half of the distance between the first and the ninth decile.</summary>
    public double Noise => (At(0.9) - At(0.1)) / 2;

    public void Add(double value) => _values.Add(value);

    public double At(double share) => _values.Order().ElementAt((int)Math.Round(share * (_values.Count - 1)));
}
