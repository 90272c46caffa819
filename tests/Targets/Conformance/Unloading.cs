namespace Conformance;

internal static class Unloading
{
    /// <summary>Whether nothing keeps it alive for good. A capture of it may be on its way to be written, so some time is given.</summary>
    public static bool IsOver(WeakReference unloaded)
    {
        using var pause = new ManualResetEvent(false);
        for (var i = 0; i < 100 && unloaded.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            pause.WaitOne(i < 20 ? 0 : 20);
        }

        return !unloaded.IsAlive;
    }
}
