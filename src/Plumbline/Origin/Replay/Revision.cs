using System.Buffers;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Origin.Replay;

/// <summary>A version's text with the origin of each of its lines.</summary>
internal sealed class Revision(TextLines text, OriginLine[] lines, bool isRented)
{
    public TextLines Text { get; } = text;

    public ReadOnlySpan<OriginLine> Lines => lines.AsSpan(0, Text.Count);

    /// <summary>Gives the memory for the next revision. PERF: there are as many as changes in the history, most of them needed for an instant.</summary>
    public void Release()
    {
        Text.Release();
        if (isRented)
        {
            ArrayPool<OriginLine>.Shared.Return(lines);
        }
    }
}
