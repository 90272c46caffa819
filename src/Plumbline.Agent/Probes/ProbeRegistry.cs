using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Watching;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>All probes of the process: places them, removes them, answers what is asked about them.</summary>
internal sealed partial class ProbeRegistry : IDisposable
{
    /// <summary>Share of one core that probes may take.</summary>
    public const double CpuShare = 0.01;

    private readonly object _lock = new();
    private readonly Profiler _profiler;
    private readonly LoadedModules _modules;
    private readonly SymbolStore _symbols = new();
    private readonly CodePatcher _patcher;
    private readonly ProbePlacement _placement;
    private readonly List<Probe> _probes = [];
    private readonly Housekeeping _housekeeping;
    private int _next;
    private bool _closed;

    public ProbeRegistry(Profiler profiler, double? cpuShare = null)
    {
        _profiler = profiler;
        _modules = new LoadedModules(_ => _housekeeping?.ModuleLoaded(), fault => SelfLog.Fault("noticing an assembly", fault));
        _patcher = new CodePatcher(profiler, _modules);
        Services = new ProbeServices(new CpuBudget(cpuShare ?? CpuBudget.ConfiguredShare() ?? CpuShare), new FrameNames(_modules, _symbols));
        _placement = new ProbePlacement(_patcher, _modules, _symbols);
        _housekeeping = new Housekeeping(this, Services);
    }

    public ProbeServices Services { get; }

    /// <summary>Answers one request of a controller.</summary>
    public WireMessage Answer(WireMessage request, ProbeOwner owner) => request switch
    {
        FindMethods find => _placement.UselessSymbols(find.Pdb) ?? (WireMessage)new MethodSearch(_symbols).Find(find, _modules.Snapshot()),
        FindLines find => _placement.UselessSymbols(find.Pdb) ?? (WireMessage)new LineSearch(_symbols).Find(find, _modules.Snapshot()),
        PlaceProbe place => Place(place.Spec, owner),
        RemoveProbe remove => Remove(remove.Probe, owner),
        ListProbes => List(),
        DescribeBuild => RunningBuild.Describe(),
        WatchFailures watch => Watch(watch, owner),
        _ => new Failure(FailureCode.Internal, $"The agent does not answer {request.GetType().Name}."),
    };

    /// <summary>The probes as they are now. They may change meanwhile; what they count is safe to read.</summary>
    public Probe[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _probes];
        }
    }

    /// <summary>Tries probes again whose place was not loaded yet, and probes that may match in an assembly that was loaded since.</summary>
    public void Rebind()
    {
        lock (_lock)
        {
            // Armed probes have no place that could be looked for: the watch arms what comes later.
            _watch?.ModuleLoaded();
            foreach (var probe in _probes.Where(probe => !probe.Spec.Armed).ToArray())
            {
                if (_placement.Rebind(probe))
                {
                    probe.Open();
                    Announce(probe);
                }
            }
        }
    }

    /// <summary>Takes in what the runtime has compiled since the last call.</summary>
    public void TakeEvents()
    {
        lock (_lock)
        {
            ProbeReports.Take(_patcher, _probes, Announce);
        }
    }

    public void Announce(Probe probe) => probe.Owner.Send(new ProbeChanged(probe.Status()));

    /// <summary>Places a probe in methods that the caller has found itself, or else where its place says.</summary>
    public WireMessage Place(ProbeSpec spec, ProbeOwner owner, ResolvedPlace[]? places = null)
    {
        if (_closed)
        {
            return new Failure(FailureCode.NotReady, "The agent was detached from this process.", "Run the command again: it attaches anew.");
        }

        if (!_profiler.IsReady)
        {
            return new Failure(
                FailureCode.NotReady,
                "The runtime has not initialised the profiler yet.",
                "Attach again. If that does not help, another profiler may be in the process: see plumb doctor.");
        }

        lock (_lock)
        {
            var probe = new Probe(++_next, spec, owner, Services);
            if ((places is null ? _placement.Place(probe) : _placement.Place(probe, places)) is { } failure)
            {
                _patcher.Remove(probe);
                _placement.Forget(probe);
                return failure;
            }

            probe.Open();
            _probes.Add(probe);
            _housekeeping.Wake();
            return new ProbePlaced(probe.Status());
        }
    }

    private ProbesListed List()
    {
        lock (_lock)
        {
            var budget = Services.Budget;
            return new ProbesListed(
                [.. _probes.Select(probe => probe.Status()), .. _removed],
                SelfLog.Snapshot(),
                new BudgetStatus(budget.UsedShare(), budget.Share));
        }
    }
}
