using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>Failures of one type from one place. Touched by the watch's thread alone.</summary>
internal sealed class FailureGroup(int id, Flight first, CapturedFrame[] frames, CapturedFrame place)
{
    private const int MostEnds = 8;
    private const int MostNumbers = 50;
    private const int MostAwaited = 32;
    private readonly List<CapturedFrame> _awaited = [];
    private readonly List<long> _numbers = [];
    private readonly List<(FailureEnd End, long Count)> _ends = [];

    public int Id => id;

    /// <summary>Full name of the exception's type.</summary>
    public string Type => first.Type;

    public CapturedFrame Place => place;

    public long Count { get; private set; }

    /// <summary>Whether something changed since it was told last.</summary>
    public bool IsChanged { get; private set; } = true;

    private long _last = first.At;

    public void Add(Flight flight)
    {
        if (_numbers.Count < MostNumbers)
        {
            _numbers.Add(flight.Number);
        }

        Count++;
        _last = flight.At;
        IsChanged = true;
    }

    /// <summary>An exception of the group was thrown again; of the first one it is kept where.</summary>
    public void Rethrown(Flight flight, CapturedFrame[] stack)
    {
        if (flight != first || _awaited.Count >= MostAwaited)
        {
            return;
        }

        var own = stack.Where(frame => frame.User && !frames.Contains(frame) && !_awaited.Contains(frame)).ToList();
        _awaited.AddRange(own);
        IsChanged |= own.Count > 0;
    }

    /// <summary>Everything so far was told.</summary>
    public void Told()
    {
        IsChanged = false;
        _numbers.Clear();
    }

    /// <summary>A failure came to an end, or, where it was thrown again, to another one.</summary>
    public void End(FailureEnd? before, FailureEnd end)
    {
        Change(before, -1);
        Change(end, 1);
        IsChanged = true;
    }

    public FailureSeen Seen() => new()
    {
        Group = id,
        Type = Type,
        Message = first.Message,
        Inner = [.. first.Inner.Select(inner => new InnerFailure(inner.Type, inner.Message))],
        Place = place,
        Frames = frames,
        Awaited = [.. _awaited],
        ThreadId = first.ThreadId,
        TraceId = first.TraceId,
        SpanId = first.SpanId,
        Count = Count,
        Numbers = [.. _numbers],
        First = first.At,
        Last = _last,
        Ends = [.. _ends.Where(end => end.Count > 0).OrderByDescending(end => end.Count).Select(end => new FailureEndCount(end.End, end.Count))],
    };

    private void Change(FailureEnd? end, int by)
    {
        if (end is null)
        {
            return;
        }

        var index = _ends.FindIndex(known => known.End == end);
        if (index >= 0)
        {
            _ends[index] = (end, _ends[index].Count + by);
        }
        else if (_ends.Count < MostEnds)
        {
            _ends.Add((end, by));
        }
    }
}
