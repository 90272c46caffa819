using System.Runtime.CompilerServices;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>
/// One capture in the making. Used by one thread at a time; may be handed from the thread that took the entry part to the
/// thread that takes the exit part, after <see cref="EndPart"/>, which lets go of every object of the user's. No member
/// throws: what goes wrong is reported to <see cref="CaptureFaults"/> and shown in the place of the value.
/// </summary>
internal sealed class CaptureSession
{
    private readonly CaptureGraph _graph = new();
    private readonly Utf8Text _values = new(1024);
    private readonly Utf8Text _output = new(8 * 1024);
    private readonly NameCache _names = new();
    private Redactor _redactor = Redactor.Default;
    private int _bytes;
    private MethodSecrets _method;
    private bool _inPart;

    /// <summary>About what it keeps of memory: its buffers, and what was captured so far, for which they may have grown to twice the size.</summary>
    public long Bytes => (24 * 1024) + (2L * (_graph.Used + _values.Length));

    /// <summary>Starts a capture.</summary>
    /// <param name="method">What the name of the probed method makes secret.</param>
    /// <param name="parts">2 where values are added at entry and again at exit: the first part then leaves room for the second.</param>
    public void Begin(CaptureLimits limits, Redactor redactor, MethodSecrets method = default, int parts = 1)
    {
        _redactor = redactor;
        _method = method;
        _values.Clear();
        _names.Use(redactor);
        var kept = CaptureBounds.Of(limits);
        _bytes = kept.Bytes;
        _graph.Begin(kept, redactor);
        _graph.OuterBytes = CaptureBounds.HeaderBytes;
        _graph.BeginPart(parts > 1 ? _bytes / 2 : _bytes);
        _inPart = true;
    }

    /// <summary>Adds a value. Read now as far as it is a scalar; what it refers to is read at the end of the part.</summary>
    /// <param name="role">this, argument, local, return, exception, expression.</param>
    /// <param name="when">entry or exit in a capture that has both, else null.</param>
    /// <param name="tupleNames">The values of TupleElementNamesAttribute on the variable, if any.</param>
    public void Value<T>(string name, string role, string? when, ref T value, string?[]? tupleNames = null)
    {
        var entry = _names.Find(name);
        if (!Open(entry))
        {
            return;
        }

        int node;
        try
        {
            node = Unsafe.IsNullRef(ref value)
                ? _graph.AddUnavailable(TypeName.Of(typeof(T)), "null reference")
                : _redactor.IsEnabled && IsSecret<T>(entry, role)
                    ? _graph.AddRedacted("name"u8)
                    : Add(ref value, tupleNames is null ? null : entry.Tuple(typeof(T), tupleNames));
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("capture of a value", fault);
            node = _graph.AddUnavailable(null, "could not be read");
        }

        Close(entry, role, when, node);
    }

    /// <summary>Adds length and first elements of a span.</summary>
    public void Span<T>(string name, string role, string? when, ReadOnlySpan<T> value)
    {
        var entry = _names.Find(name);
        if (!Open(entry))
        {
            return;
        }

        var node = _redactor.IsEnabled && IsSecret<T[]>(entry, role) ? _graph.AddRedacted("name"u8) : _graph.AddSpan(value);
        Close(entry, role, when, node);
    }

    /// <summary>Adds a by-reference variable that refers to nothing.</summary>
    public void ByRefNull(string name, string role, string? when, string type) => Unavailable(name, role, when, type, "null reference");

    /// <summary>Adds a variable whose value is not there.</summary>
    public void Unavailable(string name, string role, string? when, string type, string reason) =>
        Text(name, role, when, "unavailable", type, reason);

    /// <summary>Adds a variable whose value may not be read.</summary>
    public void Redacted(string name, string role)
    {
        var entry = _names.Find(name);
        if (Open(entry))
        {
            Close(entry, role, when: null, _graph.AddRedacted("name"u8));
        }
    }

    /// <summary>Adds a value that is already a text: a constant, a duration, a pointer.</summary>
    public void Text(string name, string role, string? when, string kind, string? type, string? value)
    {
        var entry = _names.Find(name);
        if (Open(entry))
        {
            var secret = _redactor.IsEnabled && kind != "unavailable" && IsSecret<string>(entry, role);
            Close(entry, role, when, secret ? _graph.AddRedacted("name"u8) : _graph.AddText(kind, type, value));
        }
    }

    /// <summary>
    /// Reads everything that the values so far refer to, and lets go of it. Must be called before control goes back to the
    /// user's code; <see cref="Complete"/> does it for the last part. Values that are added later form the next part.
    /// </summary>
    public void EndPart()
    {
        if (!_inPart)
        {
            return;
        }

        _inPart = false;
        try
        {
            _graph.EndPart();
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("end of a capture's part", fault);
        }
    }

    /// <summary>Ends the part and appends its nodes, separated by commas; the first value's root comes first.</summary>
    public void EndPart(Utf8Text nodes)
    {
        EndPart();
        _graph.Nodes.CopyTo(nodes);
    }

    /// <summary>
    /// Finishes the capture and answers it as the JSON of a <see cref="Captured"/>, in a buffer that goes back with
    /// <see cref="CaptureBuffers.Return"/>. Empty if that failed. The session can then begin another.
    /// </summary>
    public ArraySegment<byte> Complete(in CaptureHeader header)
    {
        try
        {
            _output.Clear();
            HeaderText.WriteStart(_output, header, _redactor);
            var frames = HeaderText.Frames(header, Math.Clamp(_bytes - _graph.Used - _output.Length, 0, _bytes / 2));
            _graph.OuterBytes = _values.Length + _output.Length + frames.Length + 64;
            EndPart();
            _output.Raw(",\"values\":["u8);
            _output.Raw(_values.Written);
            _output.Raw("],\"nodes\":["u8);
            _graph.Nodes.CopyTo(_output);
            _output.Raw((byte)']');
            _output.Raw(frames.Written);
            HeaderText.WriteEnd(_output, _graph.Cut);
            var bytes = CaptureBuffers.Rent(_output.Length);
            _output.Written.CopyTo(bytes);
            return new ArraySegment<byte>(bytes, 0, _output.Length);
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("end of a capture", fault);
            return ArraySegment<byte>.Empty;
        }
    }

    private int Add<T>(ref T value, TupleNames? names)
    {
        if (!typeof(T).IsValueType && value is null && typeof(T) != typeof(object))
        {
            var node = _graph.Nodes.BeginLeaf("null"u8);
            _graph.Text.Raw(_graph.PlanOf(typeof(T)).TypeMember);
            _graph.Nodes.EndLeaf(node);
            return node;
        }

        return _graph.Add(ref value, names);
    }

    private bool Open(NameEntry entry)
    {
        if (!_inPart)
        {
            _graph.BeginPart(_bytes);
            _inPart = true;
        }

        return _graph.HasRoom(entry.Prefix.Length + 64);
    }

    private void Close(NameEntry entry, string role, string? when, int node)
    {
        var before = _values.Length;
        if (before > 0)
        {
            _values.Raw((byte)',');
        }

        _values.Raw(entry.Prefix);
        _values.Escaped(role, 16);
        _values.Raw("\",\"node\":"u8);
        _values.Number(node);
        if (when is not null)
        {
            _values.Raw(",\"when\":\""u8);
            _values.Escaped(when, 16);
            _values.Raw((byte)'"');
        }

        _values.Raw((byte)'}');
        _graph.OuterBytes += _values.Length - before;
    }

    private bool IsSecret<T>(NameEntry entry, string role) =>
        !SecretNames.IsHarmlessType(typeof(T))
        && (entry.IsSecret || (entry.IsKeyName && SecretNames.IsKeyMaterial(typeof(T)))
            || (!_method.IsNone && _method.Hide(role, entry.Name)));
}
