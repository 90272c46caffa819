using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>Call paths of a stack probe with their counts. Bounded in paths; what finds no room is only in the total.</summary>
internal sealed class CallPaths(FrameNames names)
{
    private const int MostPaths = 500;
    private readonly ConcurrentDictionary<string, Path> _paths = new(StringComparer.Ordinal);
    private long _total;

    public void Add(StackTrace trace)
    {
        Interlocked.Increment(ref _total);
        var frames = names.Of(trace);
        var key = string.Join('\n', frames.Select(frame => $"{frame.Method}:{frame.Line}"));
        if (_paths.TryGetValue(key, out var path) || (_paths.Count < MostPaths && (path = _paths.GetOrAdd(key, _ => new Path(frames))) is not null))
        {
            Interlocked.Increment(ref path.Hits.Value);
        }
    }

    public StacksSeen Snapshot(int probe, double seconds, int most) => new(
        probe,
        seconds,
        Interlocked.Read(ref _total),
        [.. _paths.Values.Select(path => new CallPath(path.Frames, Interlocked.Read(ref path.Hits.Value)))
            .OrderByDescending(path => path.Hits).Take(most)]);

    private sealed record Path(CapturedFrame[] Frames)
    {
        public StrongBox<long> Hits { get; } = new();
    }
}
