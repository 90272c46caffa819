namespace Plumbline.Statistics;

/// <summary>What is known at one time.</summary>
/// <param name="Time">In the unit of the spells.</param>
/// <param name="AtRisk">Subjects watched until then without an event.</param>
/// <param name="Events">That came at this time.</param>
/// <param name="Survival">Share without an event from here on.</param>
/// <param name="StandardError">Of it, by Greenwood.</param>
/// <param name="Interval">Of it, for each time by itself.</param>
internal readonly record struct SurvivalStep(double Time, int AtRisk, int Events, double Survival, double StandardError, Interval Interval)
{
    /// <summary>Share that had the event by then.</summary>
    public double Incidence => 1 - Survival;

    public Interval IncidenceInterval => new(1 - Interval.High, 1 - Interval.Low);
}
