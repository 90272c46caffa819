using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>A version's text with the origin of each of its lines.</summary>
internal sealed record Revision(TextLines Text, OriginLine[] Lines);
