namespace Plumbline.Statistics;

/// <summary>A subject of a comparison of two arms.</summary>
/// <param name="Spell">Its time at risk.</param>
/// <param name="First">Whether it belongs to the first arm.</param>
/// <param name="Stratum">Subjects are compared only with those of the same stratum.</param>
internal readonly record struct Subject(Spell Spell, bool First, int Stratum = 0);
