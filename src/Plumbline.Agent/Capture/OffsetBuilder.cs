namespace Plumbline.Agent.Capture;

/// <summary>
/// Builds the measuring code of types that are seen often, on a thread of its own which ends when nothing is left to do.
/// The user's thread pool is left alone.
/// </summary>
internal static class OffsetBuilder
{
    private const int IdleMilliseconds = 5000;

    private static readonly Queue<ObjectShape> s_waiting = new();
    private static bool s_running;

    public static void Enqueue(ObjectShape shape)
    {
        lock (s_waiting)
        {
            s_waiting.Enqueue(shape);
            if (s_running)
            {
                Monitor.Pulse(s_waiting);
                return;
            }

            s_running = true;
        }

        new Thread(Run) { IsBackground = true, Name = "Plumbline capture plans" }.UnsafeStart();
    }

    private static void Run()
    {
        while (Next() is { } shape)
        {
            try
            {
                shape.BuildMeasure();
            }
            catch (Exception fault)
            {
                CaptureFaults.Report("offsets of a type", fault);
            }
        }
    }

    private static ObjectShape? Next()
    {
        lock (s_waiting)
        {
            if (s_waiting.Count == 0)
            {
                Monitor.Wait(s_waiting, IdleMilliseconds);
            }

            if (s_waiting.TryDequeue(out var shape))
            {
                return shape;
            }

            s_running = false;
            return null;
        }
    }
}
