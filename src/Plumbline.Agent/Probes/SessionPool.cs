using System.Collections.Concurrent;
using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Probes;

/// <summary>Sessions that are free: their buffers are what a capture would otherwise allocate most of.</summary>
internal static class SessionPool
{
    private const int Most = 16;
    private static readonly ConcurrentQueue<CaptureSession> s_free = new();

    public static CaptureSession Rent() => s_free.TryDequeue(out var session) ? session : new CaptureSession();

    public static void Return(CaptureSession session)
    {
        if (s_free.Count < Most)
        {
            s_free.Enqueue(session);
        }
    }
}
