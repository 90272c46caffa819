using System.Collections.Concurrent;
using System.Diagnostics;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>One probe: what was asked for, where it is woven, what it has recorded.</summary>
internal sealed partial class Probe
{
    /// <summary>Failures of the agent's own code at a probe after which it is removed.</summary>
    private const int MostFaults = 20;

    /// <summary>Hits in a row that took too long, after which it is removed.</summary>
    private const int MostSlow = 10;

    /// <summary>What a hit may take beyond the limit of its capture, at whose end it stops by itself.</summary>
    private static readonly long s_slow = Stopwatch.Frequency / 20;

    private readonly DateTimeOffset _placed = DateTimeOffset.UtcNow;
    private volatile bool _isClosed;
    private long _hits;
    private long _finished;
    private long _faults;
    private int _slow;

    public Probe(int id, ProbeSpec spec, ProbeOwner owner, ProbeServices services)
    {
        Id = id;
        Spec = spec;
        Owner = owner;
        Services = services;
        Redactor = Redactor.For(spec.Redaction);
        Admission = new Admission(spec.Hits, spec.Rate, services.Budget, Drops, isRare: spec.Armed);
        Times = spec.Kind == ProbeKind.Time ? new TimeTotals() : null;
        Groups = spec is { Kind: ProbeKind.Count, By: not null } ? new GroupCounts(Redactor) : null;
        Paths = spec.Kind == ProbeKind.Stack ? new CallPaths(services.Frames) : null;
    }

    public int Id { get; }

    public ProbeSpec Spec { get; }

    public ProbeOwner Owner { get; }

    public ProbeServices Services { get; }

    public CpuBudget Budget => Services.Budget;

    public Redactor Redactor { get; }

    public Admission Admission { get; }

    public Drops Drops { get; } = new();

    public TimeTotals? Times { get; }

    public GroupCounts? Groups { get; }

    public CallPaths? Paths { get; }

    /// <summary>Invocations whose entry was captured and whose end was not yet seen.</summary>
    public ConcurrentDictionary<Hit, byte> InFlight { get; } = new();

    /// <summary>Invocations that are recorded now.</summary>
    public int Recordings;

    /// <summary>Opens and closes all sites.</summary>
    public nint Gate { get; } = Gates.Allocate();

    /// <summary>
    /// Opens and closes the entries of state machines. It stays open after the last hit has begun: the invocation of that hit enters its
    /// body again after each suspension, and is found there.
    /// </summary>
    public nint ResumeGate { get; } = Gates.Allocate();

    public List<Site> Sites { get; } = [];

    /// <summary>What was generated for it.</summary>
    public ThunkRoots Thunks { get; } = new();

    /// <summary>
    /// Whether a call takes up a hit only where it ends: its expressions show something for one way to end, and nothing for the other. Else
    /// an outer call that returns would use up the hit that an inner one, which throws, should have.
    /// </summary>
    public bool AdmitsAtEnd { get; set; }
    public ProbeState State { get; private set; } = ProbeState.Pending;
    public string? Reason { get; private set; }

    /// <summary>First error that a hit ran into.</summary>
    public string? Error { get; private set; }

    /// <summary>The first error of a hit, or of an expression that had no value.</summary>
    public string? FirstError => Error ?? Sites.SelectMany(site => site.Evaluations).Select(faults => faults.First).FirstOrDefault(first => first is not null);

    /// <summary>Whether a hit came, whatever became of it.</summary>
    public bool WasReached => Drops.Any || Sites.Exists(site => site.Hits > 0 || site.FalseHits > 0);

    /// <summary>Whether the owner was told that an expression had no value.</summary>
    public bool ErrorTold { get; set; }

    /// <summary>When the woven code came into force (Stopwatch ticks), or 0.</summary>
    public long AppliedAt { get; private set; }

    public DateTimeOffset Expires => _placed + TimeSpan.FromSeconds(Spec.Seconds);

    public bool HasFailed => Volatile.Read(ref _faults) >= MostFaults;

    /// <summary>Whether one hit after the other kept its thread for too long.</summary>
    public bool IsSlow => Volatile.Read(ref _slow) >= MostSlow;

    /// <summary>Takes note of what a hit took of its thread (Stopwatch ticks).</summary>
    public void Took(long ticks)
    {
        if (ticks > s_slow + (Spec.Limits.Milliseconds * Stopwatch.Frequency / 1000))
        {
            Interlocked.Increment(ref _slow);
        }
        else if (Volatile.Read(ref _slow) is > 0 and < MostSlow)
        {
            Volatile.Write(ref _slow, 0);
        }
    }

    /// <summary>Whether it has recorded all that it was placed for. Hits that were let in and are not finished yet are waited for.</summary>
    public bool IsDone => Spec.Hits > 0 && Spec.Kind switch
    {
        ProbeKind.Snapshot or ProbeKind.Log or ProbeKind.Record => Interlocked.Read(ref _finished) >= Spec.Hits,
        ProbeKind.Stack => Admission.IsSpent,
        _ => Hits >= Spec.Hits,
    };

    /// <summary>Hits whose condition held.</summary>
    public long Hits => Sites.Sum(site => site.Hits);

    public double SecondsApplied => AppliedAt == 0 ? 0 : Stopwatch.GetElapsedTime(AppliedAt).TotalSeconds;

    public void Become(ProbeState state, string? reason)
    {
        if (state == ProbeState.Applied && AppliedAt == 0)
        {
            AppliedAt = Stopwatch.GetTimestamp();
        }

        State = state;
        Reason = reason;
    }

    /// <summary>Opens the sites, unless they were closed for good.</summary>
    public void Open()
    {
        OpenUnlessClosed(ResumeGate);
        Reopen();
    }

    /// <summary>Opens them again after a rest, unless they were closed for good.</summary>
    public void Reopen() => OpenUnlessClosed(Gate);

    /// <summary>
    /// SAFETY: whoever removes the probe meanwhile has said so before it closes the gate, so it is closed in the end whichever comes last: behind an
    /// open one, code that is still on a stack would call what is gone.
    /// </summary>
    private void OpenUnlessClosed(nint gate)
    {
        Gates.Set(gate, open: true);
        Interlocked.MemoryBarrier();
        if (_isClosed)
        {
            Gates.Set(gate, open: false);
        }
    }

    /// <summary>Closes them for good.</summary>
    public void Close()
    {
        _isClosed = true;
        Interlocked.MemoryBarrier();
        Shut();
    }

    private void Shut()
    {
        Gates.Set(Gate, open: false);
        Gates.Set(ResumeGate, open: false);
    }

    public ProbeStatus Status() => new()
    {
        Probe = Id,
        Kind = Spec.Kind,
        Place = Spec.Place,
        Owner = Owner.Name,
        State = State,
        Reason = Reason,
        PlacedAt = _placed.ToUnixTimeMilliseconds(),
        ExpiresAt = Expires.ToUnixTimeMilliseconds(),
        Hits = Hits,
        Drops = Drops.Snapshot(Sites.Sum(site => site.FalseHits)),
        Error = FirstError,
        Errors = Sites.SelectMany(site => site.Evaluations).Sum(faults => faults.Count),
        Sites = [.. Sites.Select(site => site.Status())],
    };
}
