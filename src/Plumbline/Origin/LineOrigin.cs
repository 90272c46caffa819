namespace Plumbline.Origin;

/// <summary>The place where a line's text entered the history.</summary>
/// <param name="Commit">An index into <see cref="OriginMap.Commits"/>.</param>
/// <param name="Path">An index into <see cref="OriginMap.Paths"/>: the file's path in that commit.</param>
/// <param name="Line">The line's number in that commit's version of the file, from 1.</param>
internal readonly record struct LineOrigin(int Commit, int Path, int Line);
