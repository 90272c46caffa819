using System.Diagnostics;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>
/// One invocation that is recorded; its ticket. Steps are written as JSON as they come. Of a variable the text that was written last is
/// remembered, so nothing of the user's is kept alive. Used by one thread at a time, which <see cref="TryTake"/> makes sure of.
/// </summary>
internal sealed class Recording(Site site, RecordMap map) : Hit(site)
{
    /// <summary>Bytes that one value may take. SAFETY: bounds what the end of a recording that is full may add.</summary>
    private const int ValueBytes = 8 * 1024;

    private const double ValueMilliseconds = 5;

    private readonly Utf8Text _steps = new(8 * 1024);
    private readonly Utf8Text _value = new(512);
    private readonly (int Start, int Length, int Identity)[] _last = new (int, int, int)[map.Variables.Count];
    private readonly CaptureLimits _limits = CaptureBounds.Of(site.Probe.Spec.Limits);
    private readonly CaptureLimits _perValue = site.Probe.Spec.Limits with { Bytes = ValueBytes, Milliseconds = ValueMilliseconds };
    private int _count;
    private int _stepStart;
    private bool _hasValues;
    private int _place = -1;
    private ulong _assigned;
    private ulong _shown;
    private bool _isThrown;
    private int _busy;

    public RecordMap Map { get; } = map;

    public int ThreadId { get; } = Environment.CurrentManagedThreadId;

    public string? ThreadName { get; } = Thread.CurrentThread.Name;

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    /// <summary>Stopwatch ticks that recording has taken so far.</summary>
    public long Spent { get; set; }

    /// <summary>Why no more is recorded, or null.</summary>
    public string? Cut { get; private set; }

    /// <summary>Lines passed since.</summary>
    public long Passed { get; private set; }

    public ReadOnlySpan<byte> Steps => _steps.Written;

    /// <summary>False where another thread is in the middle of a step, or the invocation has ended.</summary>
    public bool TryTake()
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            return false;
        }

        if (Volatile.Read(ref Ended) == 0)
        {
            return true;
        }

        LetGo();
        return false;
    }

    public void LetGo() => Volatile.Write(ref _busy, 0);

    /// <summary>Waits a moment for a step that another thread is in the middle of.</summary>
    public void AwaitStep()
    {
        const int Milliseconds = 50;
        SpinWait.SpinUntil(() => Volatile.Read(ref _busy) == 0, Milliseconds);
    }

    /// <summary>Begins a step; false where the recording is full. An end is always written, and what leads to it.</summary>
    /// <param name="number">Of the statement or the call; -1 where the kind has none.</param>
    public bool BeginStep(RecordedStepKind kind, int number)
    {
        Show(kind, number);
        if (kind is not (RecordedStepKind.End or RecordedStepKind.Throw) && IsFull())
        {
            Passed += kind == RecordedStepKind.Line ? 1 : 0;
            return false;
        }

        Open(kind, kind is RecordedStepKind.Call or RecordedStepKind.Await ? Map.Calls[number].Place : _place);
        return true;
    }

    /// <summary>Keeps account of the variables that have a value: those whose assignment has run.</summary>
    private void Show(RecordedStepKind kind, int number)
    {
        if (_place >= 0 && kind is RecordedStepKind.Line or RecordedStepKind.End && !_isThrown)
        {
            _assigned |= Map.Points[_place].Assigned;
        }

        if (kind == RecordedStepKind.Line)
        {
            (_place, _isThrown) = (number, false);
            _assigned |= Map.Points[number].Before;
        }

        _isThrown |= kind == RecordedStepKind.Throw;
        _shown = (Map.Always | _assigned) & (_place < 0 ? ulong.MaxValue : Map.Points[_place].InScope);
    }

    public void WriteCallee(string callee)
    {
        _steps.Raw(",\"callee\":\""u8);
        _steps.Escaped(callee, 256);
        _steps.Raw((byte)'"');
    }

    public void EndStep()
    {
        _steps.Raw(_hasValues ? "]}"u8 : "}"u8);
        if (_steps.Length > _limits.Bytes && Cut is null)
        {
            Cut = "bytes";
            _steps.Truncate(_stepStart);
            for (var i = 0; i < _last.Length; i++)
            {
                _last[i] = _last[i].Start >= _stepStart ? default : _last[i];
            }
        }
    }

    /// <summary>Begins to read a variable; false where it can't have changed, or has no value yet.</summary>
    /// <param name="identity">Of the object that it refers to, or 0.</param>
    /// <param name="isFixed">Whether what it refers to never changes: a string.</param>
    public bool BeginVariable(int variable, int identity, bool isFixed)
    {
        if ((_shown & (1UL << variable)) == 0 || (isFixed && _last[variable].Length > 0 && _last[variable].Identity == identity))
        {
            return false;
        }

        Session.Begin(_perValue, Site.Probe.Redactor, Site.Secrets);
        return true;
    }

    /// <summary>Writes the variable where it is not as it was written last.</summary>
    public void EndVariable(int variable, int identity)
    {
        _value.Clear();
        Session.EndPart(_value);
        var (start, length, known) = _last[variable];
        if (length == 0 || known != identity || !_steps.Slice(start, length).SequenceEqual(_value.Written))
        {
            var written = WriteValue(Map.Variables[variable]);
            _last[variable] = (written, _value.Length, identity);
        }
    }

    /// <summary>Begins to read a result, of a call or of the invocation.</summary>
    public void BeginResult(string method) => Session.Begin(_perValue, Site.Probe.Redactor, MethodSecrets.Of(method, Site.Probe.Redactor));

    public void EndResult(string name)
    {
        _value.Clear();
        Session.EndPart(_value);
        WriteValue(name);
    }

    private bool IsFull()
    {
        if (Cut is null)
        {
            Cut = ++_count > Site.Probe.Spec.Steps ? "steps"
                : Spent > _limits.Milliseconds * Stopwatch.Frequency / 1000 ? "time"
                : null;
        }

        return Cut is not null;
    }

    private void Open(RecordedStepKind kind, int place)
    {
        _stepStart = _steps.Length;
        _hasValues = false;
        _steps.Raw(_stepStart == 0 ? "{\"kind\":\""u8 : ",{\"kind\":\""u8);
        _steps.Escaped(kind.ToString());
        _steps.Raw("\",\"place\":"u8);
        _steps.Number(place);
        _steps.Raw(",\"at\":"u8);
        _steps.Number((long)Stopwatch.GetElapsedTime(Started, Reentrancy.Since).TotalMicroseconds);
    }

    private int WriteValue(string name)
    {
        _steps.Raw(_hasValues ? ",{\"name\":\""u8 : ",\"values\":[{\"name\":\""u8);
        _hasValues = true;
        _steps.Escaped(name, 512);
        _steps.Raw("\",\"nodes\":["u8);
        var start = _steps.Length;
        _steps.Raw(_value.Written);
        _steps.Raw("]}"u8);
        return start;
    }
}
