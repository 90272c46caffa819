using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

internal sealed partial class ProbeRegistry
{
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
        probe.Open(false);
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
        while (_removed.Count > MostRemoved)
        {
            _removed.Dequeue();
        }

        probe.Owner.Send(new ProbeChanged(status));
    }
}
