using Plumbline.Agent.Expressions;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes;

/// <summary>One method body that a probe is woven into, and what is counted there.</summary>
internal sealed class Site(Probe probe, SiteLabel label)
{
    private readonly object _lock = new();
    private List<string>? _notes;
    private List<EvaluationFaults>? _evaluations;
    private SortedSet<string>? _inliners;
    private ArmedQuota? _quota;
    private readonly int _hits = HitCells.Allocate() + 1;
    private int _false;
    private int _unseen;

    public Probe Probe { get; } = probe;

    public SiteLabel Label { get; } = label;

    /// <summary>What the method's name makes secret.</summary>
    public MethodSecrets Secrets { get; } = MethodSecrets.Of(label.Method, probe.Redactor);

    /// <summary>Counts hits whose condition held.</summary>
    public int HitCell => _hits - 1;

    /// <summary>Counts hits whose condition was false.</summary>
    public int FalseCell => Cell(ref _false);

    public long FalseHits => Read(ref _false);

    /// <summary>Where compiled expressions say that they came to no value.</summary>
    public IReadOnlyList<EvaluationFaults> Evaluations
    {
        get
        {
            lock (_lock)
            {
                return _evaluations is null ? [] : [.. _evaluations];
            }
        }
    }

    /// <summary>Bounds what an armed method captures.</summary>
    public ArmedQuota Quota => _quota ?? Interlocked.CompareExchange(ref _quota, new ArmedQuota(), null) ?? _quota;

    /// <summary>Why the site is not woven, or null.</summary>
    public string? Refusal { get; set; }

    /// <summary>Counts invocations whose end can't be followed.</summary>
    public int UnseenCell => Cell(ref _unseen);

    /// <summary>Bodies with this site that the runtime has compiled.</summary>
    public int NativeVersions { get; set; }

    /// <summary>Callers that had inlined the method and were compiled again.</summary>
    public int InlinerCount => _inliners?.Count ?? 0;

    public long Hits => HitCells.Read(HitCell);

    /// <summary>Says something about the site that the user should know. Called on threads of the user; the first few are kept.</summary>
    public void AddNote(string note)
    {
        const int MostNotes = 5;
        lock (_lock)
        {
            _notes ??= [];
            if (_notes.Count < MostNotes && !_notes.Contains(note))
            {
                _notes.Add(note);
            }
        }
    }

    /// <summary>Takes up a caller that had inlined the method. Called by one thread.</summary>
    public void AddInliner(string name) => (_inliners ??= new SortedSet<string>(StringComparer.Ordinal)).Add(name);

    public void Add(EvaluationFaults faults)
    {
        lock (_lock)
        {
            (_evaluations ??= []).Add(faults);
        }
    }

    public SiteStatus Status() => new(
        Label.Method, Label.Assembly, Label.Event, Label.File, Label.Line, NativeVersions, [.. _inliners ?? []], Hits, Refusal, Note());

    private string? Note()
    {
        var unseen = Read(ref _unseen);
        lock (_lock)
        {
            List<string> notes = [.. _notes ?? []];
            if (unseen > 0)
            {
                notes.Add($"the end of {unseen} invocations was not seen: they were suspended, and their builder does not tell which one is resumed");
            }

            return notes.Count == 0 ? null : string.Join("; ", notes);
        }
    }

    ~Site()
    {
        Free(_hits);
        Free(_false);
        Free(_unseen);
    }

    /// <summary>A cell that few sites need: allocated when it is first asked for, and kept as its number and one.</summary>
    private static int Cell(ref int kept)
    {
        if (Volatile.Read(ref kept) == 0)
        {
            Interlocked.CompareExchange(ref kept, HitCells.Allocate() + 1, 0);
        }

        return Volatile.Read(ref kept) - 1;
    }

    private static void Free(int kept)
    {
        if (kept > 0)
        {
            HitCells.Free(kept - 1);
        }
    }

    private static long Read(ref int kept) => Volatile.Read(ref kept) is var number and > 0 ? HitCells.Read(number - 1) : 0;
}

/// <summary>How a site is shown.</summary>
/// <param name="Method">Source name.</param>
/// <param name="Assembly">Simple name.</param>
/// <param name="Event">entry, return, throw, line or call.</param>
internal sealed record SiteLabel(string Method, string Assembly, string Event, string? File, int Line)
{
    /// <summary>Type and method as compiled, by which callers are recognised.</summary>
    public string? CalledAs { get; init; }

    /// <summary>Token of the body.</summary>
    public int BodyToken { get; init; }

    /// <summary>Whether the body belongs to the framework, which the agent uses too.</summary>
    public bool IsFramework { get; init; }
}
