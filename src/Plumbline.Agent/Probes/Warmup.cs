using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>
/// Runs the code of a hit once on the agent's own thread, so that the first real hit does not pay for its compilation on a thread of the
/// user.
/// </summary>
internal static class Warmup
{
    public static void Run()
    {
        var session = SessionPool.Rent();
        session.Begin(new CaptureLimits(), Redactor.Default);
        var number = 1;
        var text = "warm";
        object list = new List<string> { "a", "b" };
        var error = new InvalidOperationException("warm");
        session.Value("number", "argument", null, ref number);
        session.Value("text", "argument", null, ref text);
        session.Value("list", "local", null, ref list);
        session.Value("@exception", "exception", null, ref error);
        var capture = session.Complete(new CaptureHeader { Probe = 0, Hit = 0, At = 0, Method = "warm", Event = "entry" });
        WireJson.Deserialize(capture);
        CaptureBuffers.Return(capture);
        SessionPool.Return(session);
        HitCells.Increment(HitCells.Allocate());
    }
}
