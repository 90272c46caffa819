using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Call paths from the probed method outwards, merged by their common beginning.</summary>
internal sealed class CallerTree
{
    /// <summary>Deeper frames are left out; paths come from another process, and this tree is walked by recursion.</summary>
    private const int DeepestLevel = 128;

    private readonly Dictionary<CapturedFrame, CallerTree> _callers = [];

    public CapturedFrame Frame { get; private init; } = new("", null, 0, false);

    public long Hits { get; private set; }

    /// <summary>Most hits first.</summary>
    public IReadOnlyList<CallerTree> Callers => [.. _callers.Values.OrderByDescending(c => c.Hits)];

    public void Add(CallPath path)
    {
        var at = this;
        foreach (var frame in path.Frames.Take(DeepestLevel))
        {
            if (!at._callers.TryGetValue(frame, out var next))
            {
                at._callers[frame] = next = new CallerTree { Frame = frame };
            }

            next.Hits += path.Hits;
            at = next;
        }
    }
}
