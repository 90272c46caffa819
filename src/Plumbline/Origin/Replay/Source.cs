namespace Plumbline.Origin.Replay;

/// <summary>A version that another one took lines from.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Via">Null for a parent's version; else how the lines came over although it is none.</param>
/// <param name="Number">The pull request's number, or 0.</param>
internal readonly record struct Source(int Version, LineNoteKind? Via = null, int Number = 0);
