namespace Plumbline.Statistics;

/// <summary>One subject's time at risk.</summary>
/// <param name="Time">How long it was watched, from its own beginning; not negative, in any unit.</param>
/// <param name="Ended">Whether the event came then; else it had not come so far (right-censored).</param>
internal readonly record struct Spell(double Time, bool Ended);
