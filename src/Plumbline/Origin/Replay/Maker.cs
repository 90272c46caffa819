namespace Plumbline.Origin.Replay;

/// <summary>Who made a change: the version it led to, its commit, and whether that is one to be passed over.</summary>
internal readonly record struct Maker(int Version, int Commit, bool Ignored);
