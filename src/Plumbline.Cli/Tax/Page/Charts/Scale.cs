namespace Plumbline.Cli.Tax.Page.Charts;

/// <summary>Turns values into places along an axis.</summary>
internal readonly record struct Scale(double From, double To, double Start, double End, bool IsLog = false)
{
    public double At(double value)
    {
        var share = IsLog
            ? (Math.Log(Math.Max(value, From)) - Math.Log(From)) / (Math.Log(To) - Math.Log(From))
            : (value - From) / (To - From);
        return Start + (Math.Clamp(share, 0, 1) * (End - Start));
    }

    /// <summary>Round values from 0, about as many as asked for.</summary>
    public static IReadOnlyList<double> Ticks(double most, int about)
    {
        if (!(most > 0))
        {
            return [0, 1];
        }

        var raw = most / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(factor => (factor * power) >= raw * 0.999) * power;
        return [.. Enumerable.Range(0, (int)Math.Ceiling((most / step) - 1e-9) + 1).Select(i => i * step)];
    }
}
