using Plumbline.Agent.Redaction;
using Plumbline.Agent.Watching;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

internal sealed partial class ProbeRegistry
{
    private FailureWatch? _watch;

    /// <summary>Whether a controller watches the failures of the process.</summary>
    public bool IsWatching => Volatile.Read(ref _watch) is not null;

    private WireMessage Watch(WatchFailures request, ProbeOwner owner)
    {
        lock (_lock)
        {
            if (_closed || !_profiler.IsReady)
            {
                return new Failure(FailureCode.NotReady, "The agent is not ready to watch this process.", "Attach again.");
            }

            _watch ??= new FailureWatch(_profiler, Services, _modules, _symbols, Redactor.For(request.Redaction));
            var arming = new Arming(this, _modules, _symbols, owner, request);
            var armed = arming.Arm();
            _watch.Join(owner, arming);
            _housekeeping.Wake();
            return armed;
        }
    }

    private void LeaveWatch(ProbeOwner owner)
    {
        lock (_lock)
        {
            if (_watch?.Leave(owner) ?? false)
            {
                EndWatch();
            }
        }
    }

    private void EndWatch()
    {
        lock (_lock)
        {
            _watch?.Dispose();
            _watch = null;
        }
    }
}
