namespace Plumbline.Bench.Processes;

/// <param name="Paced">Rounds at a bounded rate, all processes at once.</param>
/// <param name="Full">Rounds at full load, one process after the other.</param>
/// <param name="Seconds">Of a round.</param>
internal sealed record WatchPlan(int Paced, int Full, double Seconds)
{
    public static WatchPlan Of(bool quick) => quick ? new WatchPlan(4, 2, 4) : new WatchPlan(15, 3, 6);
}
