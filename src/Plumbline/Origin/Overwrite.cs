namespace Plumbline.Origin;

/// <summary>A line took the place of an older one: a commit replaced <paramref name="Old"/> by the text that now stands there.</summary>
/// <param name="Old">Where the replaced line came from.</param>
/// <param name="Commit">The commit that replaced it, an index into <see cref="OriginMap.Commits"/>.</param>
/// <param name="Similarity">The share of tokens that the two lines have in common, by their length, 0 to 1 (Dice's coefficient).</param>
internal readonly record struct Overwrite(LineOrigin Old, int Commit, float Similarity);
