using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

internal sealed partial class ProbeRegistry
{
    /// <summary>Removed probes that <c>plumb probes</c> still shows, and their sites.</summary>
    private const int MostRemoved = 50;
    private const int MostRemovedSites = 500;

    /// <summary>
    /// For so long after its gate was closed a thread may stand between the gate and the thunk. SAFETY: that is a few instructions in which nothing
    /// waits. A turn of the thread that counts adds <see cref="MostSecondsATurn"/> at most, so time in which the process is stopped is hardly any.
    /// </summary>
    private const double SecondsToRetire = 10;
    private const double MostSecondsATurn = 1;

    private readonly Queue<ProbeStatus> _removed = new();
    private readonly Queue<(ThunkRoots Thunks, double Due)> _retired = new();
    private double _seconds;

    /// <summary>Removes what an owner placed.</summary>
    public void RemoveAllOf(ProbeOwner owner, string reason)
    {
        LeaveWatch(owner);
        RemoveWhere(probe => probe.Owner == owner, _ => reason);
        owner.Slow.Release();
    }

    /// <summary>Removes everything; all original code is back.</summary>
    /// <returns>How many bodies were rewritten.</returns>
    public int RemoveAll(string reason)
    {
        lock (_lock)
        {
            EndWatch();
            var bodies = _patcher.Count;
            RemoveWhere(_ => true, _ => reason);
            return bodies;
        }
    }

    public void RemoveWhere(Func<Probe, bool> choose, Func<Probe, string> reason)
    {
        lock (_lock)
        {
            foreach (var probe in _probes.Where(choose).ToArray())
            {
                Remove(probe, reason(probe));
            }
        }
    }

    /// <summary>Removes everything for good: what still asks gets a refusal.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
        }

        RemoveAll("the agent left");
        _modules.Dispose();
        _housekeeping.Dispose();
    }

    /// <summary>Whether thunks of removed probes wait to be let go.</summary>
    public bool HasRetired
    {
        get
        {
            lock (_lock)
            {
                return _retired.Count > 0;
            }
        }
    }

    /// <summary>Lets thunks go whose time has come.</summary>
    /// <param name="seconds">Since the last call.</param>
    public void Retire(double seconds)
    {
        lock (_lock)
        {
            _seconds += Math.Min(seconds, MostSecondsATurn);
            while (_retired.TryPeek(out var next) && next.Due <= _seconds)
            {
                _retired.Dequeue().Thunks.Release();
            }
        }
    }

    private WireMessage Remove(int id, ProbeOwner owner)
    {
        lock (_lock)
        {
            if (_probes.Find(probe => probe.Id == id) is not { } probe)
            {
                return new Failure(FailureCode.PlaceNotFound, $"There is no probe {id}.", "See plumb probes.");
            }

            Remove(probe, $"removed by {owner.Name}");
            return new ProbeRemoved(probe.Status());
        }
    }

    private void Remove(Probe probe, string reason)
    {
        probe.Close();
        _probes.Remove(probe);
        try
        {
            _patcher.Remove(probe);
        }
        catch (Exception fault)
        {
            SelfLog.Fault($"removing probe {probe.Id}", fault);
            reason += $"; bringing the code back failed: {fault.Message}";
        }

        foreach (var hit in probe.InFlight.Keys)
        {
            HitActions.EndUnfinished(hit);
        }

        _placement.Forget(probe);
        ProbeTotals.Send(probe);
        probe.Become(ProbeState.Removed, reason);
        var status = probe.Status();
        _removed.Enqueue(status);
        while (_removed.Count > MostRemoved || (_removed.Count > 1 && _removed.Sum(removed => removed.Sites.Length) > MostRemovedSites))
        {
            _removed.Dequeue();
        }

        _retired.Enqueue((probe.Thunks, _seconds + SecondsToRetire));
        probe.Owner.Send(new ProbeChanged(status));
    }
}
