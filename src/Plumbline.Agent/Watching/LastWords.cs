using Plumbline.Agent.Hosting;
using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Watching;

/// <summary>
/// An exception that nobody catches ends the process at once, and it is the one to tell of. So the thread that it ends on waits for the
/// watch to tell; as does the end of the process. The wait is bounded.
/// </summary>
internal sealed class LastWords : IDisposable
{
    private const int MostMilliseconds = 500;

    private readonly AutoResetEvent _wanted = new(false);
    private readonly ManualResetEventSlim _told = new(false);
    private readonly Func<bool> _isSent;

    /// <param name="isSent">Whether everything that was told has left the process.</param>
    public LastWords(Func<bool> isSent)
    {
        _isSent = isSent;
        AppDomain.CurrentDomain.UnhandledException += OnEnd;
        AppDomain.CurrentDomain.ProcessExit += OnEnd;
    }

    /// <summary>Set once the process is about to end.</summary>
    public WaitHandle Wanted => _wanted;

    /// <summary>Everything up to now was told.</summary>
    public void Told() => _told.Set();

    public void Dispose()
    {
        AppDomain.CurrentDomain.UnhandledException -= OnEnd;
        AppDomain.CurrentDomain.ProcessExit -= OnEnd;
    }

    private void OnEnd(object? sender, EventArgs args)
    {
        if (Reentrancy.IsInside)
        {
            return;
        }

        try
        {
            var end = Environment.TickCount64 + MostMilliseconds;
            _told.Reset();
            _wanted.Set();
            if (_told.Wait(MostMilliseconds))
            {
                while (!_isSent() && Environment.TickCount64 < end)
                {
                    _wanted.WaitOne(1);
                }
            }
        }
        catch (Exception fault)
        {
            SelfLog.Fault("telling of the end", fault);
        }
    }
}
