namespace Plumbline.Origin.Replay;

/// <summary>How a replay goes beyond blame.</summary>
/// <param name="Trails">Where it writes what happened to the lines.</param>
/// <param name="IsIgnored">Whether the changes of a commit (by number) are to be passed over.</param>
internal sealed record ReplayRules(Trails Trails, Func<int, bool> IsIgnored);
