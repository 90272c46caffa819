using System.Collections.Concurrent;

namespace Plumbline.Agent.Hosting;

/// <summary>
/// Frames on their way to one controller. Threads of the user put frames in and never wait; one thread of the agent takes them
/// out. Bounded in bytes: what finds it full is dropped, and the caller counts it.
/// </summary>
internal sealed class Outbox : IDisposable
{
    /// <summary>Bytes that may wait. SAFETY: a controller that reads slowly costs the process no more than this.</summary>
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly ConcurrentQueue<OutFrame> _frames = new();
    private readonly AutoResetEvent _filled = new(false);
    private long _bytes;
    private int _asleep;
    private volatile bool _closed;

    /// <summary>Whether the reader has taken everything, and came back for more.</summary>
    public bool IsIdle => _closed || (_frames.IsEmpty && Volatile.Read(ref _asleep) == 1);

    /// <summary>Puts a frame in line; false when there is no room or nobody reads any more.</summary>
    public bool TryAdd(OutFrame frame)
    {
        if (_closed || Interlocked.Add(ref _bytes, frame.Length) > MostBytes)
        {
            Interlocked.Add(ref _bytes, -frame.Length);
            return false;
        }

        _frames.Enqueue(frame);

        // PERF: waking a thread costs microseconds, so it is done only where the reader said that it sleeps.
        if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1)
        {
            _filled.Set();
        }

        return true;
    }

    /// <summary>The next frame where there is one; does not wait.</summary>
    public bool TryTake(out OutFrame frame)
    {
        if (!_frames.TryDequeue(out frame))
        {
            return false;
        }

        Interlocked.Add(ref _bytes, -frame.Length);
        return true;
    }

    /// <summary>The next frame; waits for one, and gives another in its stead where none comes in time. Null once closed and empty.</summary>
    public OutFrame? Take(TimeSpan patience, OutFrame stead)
    {
        while (true)
        {
            if (TryTake(out var frame))
            {
                return frame;
            }

            if (_closed)
            {
                return null;
            }

            Interlocked.Exchange(ref _asleep, 1);
            var isSilent = _frames.IsEmpty && !_closed && !_filled.WaitOne(patience);
            Volatile.Write(ref _asleep, 0);
            if (isSilent)
            {
                return stead;
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        _filled.Set();
    }
}
