using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Probes;

/// <summary>One hit that is being captured; the ticket of an invocation between its entry and its end.</summary>
internal class Hit(Site site)
{
    /// <summary>Values so far.</summary>
    public readonly CaptureSession Session = SessionPool.Rent();

    public Site Site { get; } = site;

    public long Number { get; init; }

    /// <summary>Unix microseconds.</summary>
    public long At { get; init; }

    /// <summary>Stopwatch ticks at which the user's code began to run: the time that capturing its entry took is not its own.</summary>
    public long Started { get; set; }

    /// <summary>Number of the exception that a watch has seen, or 0.</summary>
    public long Exception { get; set; }

    /// <summary>The first that it shows, which is told with the capture; or null.</summary>
    public Facts.FirstReport? First { get; set; }

    /// <summary>Number of the slow call that it shows, or 0.</summary>
    public long Slow { get; set; }

    /// <summary>Bytes that it keeps until its end, as <see cref="InFlightMemory"/> counts them.</summary>
    public long Held;

    /// <summary>1 once the end was captured: an invocation ends once, however often its code says so.</summary>
    public int Ended;
}
