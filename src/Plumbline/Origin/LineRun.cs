namespace Plumbline.Origin;

/// <summary>Neighbouring lines which came from neighbouring lines of one commit's file.</summary>
/// <param name="Start">The first line's number at the revision asked, from 1.</param>
/// <param name="Count">How many lines.</param>
/// <param name="First">The first line's origin; the following ones count up its line number.</param>
internal readonly record struct LineRun(int Start, int Count, LineOrigin First);
