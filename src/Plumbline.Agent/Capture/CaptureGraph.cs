using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture.Collections;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Capture;

/// <summary>
/// The nodes of one capture. Leaves are written as soon as they are met; everything that has members waits in a queue, so
/// that bytes and time run out at the deepest level first.
/// </summary>
internal sealed class CaptureGraph
{
    /// <summary>Room that a child must find: longer than any leaf but a string, which cuts itself to what is there.</summary>
    private const int ChildBytes = 512;

    /// <summary>Head and tail of the node whose members are being written.</summary>
    private const int HeadBytes = 512;

    /// <summary>A node that had to be left out: kind, cut and comma.</summary>
    private const int StubBytes = 48;

    private readonly Utf8Text _members = new(1024);
    private readonly PendingNodes _pending = new();
    private readonly ObjectIndex _seen = new();
    private readonly CaptureClock _clock = new();
    private int _nullNode = -1;
    private int _mostBytes;

    public CaptureLimits Limits { get; private set; } = new();

    public Redactor Redactor { get; private set; } = Redactor.Default;

    /// <summary>Secrets found in the text that is being written.</summary>
    public TextSpans Secrets { get; } = new();

    public NodeBuffer Nodes { get; } = new();

    /// <summary>Bytes that are written outside the nodes.</summary>
    public int OuterBytes { get; set; }

    /// <summary>Why the capture as a whole was cut, or null.</summary>
    public string? Cut { get; private set; }

    /// <summary>The node whose members are being written: kind, text, count and cut, to be set by its shape.</summary>
    public NodeHead Head { get; } = new();

    public int Depth { get; private set; }

    /// <summary>Bytes that are taken or promised so far.</summary>
    public int Used => Text.Length + _members.Length + (_pending.Count * StubBytes) + Nodes.Count + OuterBytes + HeadBytes;

    public void Begin(CaptureLimits limits, Redactor redactor)
    {
        Limits = limits;
        Redactor = redactor;
        Cut = null;
        OuterBytes = 0;
        Nodes.Clear();
        _members.Clear();
        LetGo();
        _clock.Begin(limits.Milliseconds);
    }

    /// <summary>Opens a part of the capture that may fill the whole up to so many bytes.</summary>
    public void BeginPart(int mostBytes)
    {
        _mostBytes = mostBytes;
        Depth = 0;
        _clock.BeginPart();
    }

    /// <summary>Writes everything that waits and lets go of every object of the user's.</summary>
    public void EndPart()
    {
        try
        {
            while (_pending.TryDequeue(out var next))
            {
                Write(next);
            }
        }
        finally
        {
            LetGo();
            _clock.EndPart();
        }
    }

    /// <summary>Whether one more child with so many bytes around it may be written; otherwise marks the node as cut.</summary>
    public bool HasRoom(int extra)
    {
        if (Used + extra + ChildBytes > _mostBytes)
        {
            Head.Cut = Cut = "bytes";
            return false;
        }

        if (_clock.Expired())
        {
            Head.Cut = Cut = "time";
            return false;
        }

        return true;
    }

    public int Add<T>(ref T value, TupleNames? names)
    {
        if (!typeof(T).IsValueType)
        {
            return AddObject(Unsafe.As<T, object?>(ref value), names);
        }

        if (!Redactor.HasOwnTypes)
        {
            var node = Scalars.TryAdd(this, ref value);
            if (node >= 0)
            {
                return node;
            }
        }

        return AddObject(value, names);
    }

    public int AddObject(object? value, TupleNames? names)
    {
        if (value is null)
        {
            return AddNull();
        }

        if (value.GetType() == typeof(string) && !Redactor.HasOwnTypes)
        {
            var text = Unsafe.As<string>(value);
            return TextLeaf.Add(this, text, text.Length, "string\",\"type\":\"string"u8);
        }

        var plan = PlanOf(value.GetType());
        if (Redactor.IsSecret(plan))
        {
            return AddRedacted("type"u8);
        }

        if (plan.Shape is LeafShape leaf)
        {
            return AddLeaf(leaf, plan, value);
        }

        if (!plan.IsValueType)
        {
            var known = _seen.FindOrAdd(value, Nodes.Count);
            if (known >= 0)
            {
                return known;
            }
        }

        var node = Nodes.Reserve();
        _pending.Enqueue(new PendingNode(value, plan, names, node, Depth));
        return node;
    }

    public int AddNull()
    {
        if (_nullNode < 0)
        {
            _nullNode = Nodes.BeginLeaf("null"u8);
            Nodes.EndLeaf(_nullNode);
        }

        return _nullNode;
    }

    /// <summary>A value that was not read; the reason is name, type, key or pattern.</summary>
    public int AddRedacted(ReadOnlySpan<byte> reason)
    {
        var node = Nodes.BeginLeaf("redacted"u8);
        Text.Raw(",\"value\":\""u8);
        Text.Raw(reason);
        Text.Raw((byte)'"');
        Nodes.EndLeaf(node);
        return node;
    }

    /// <summary>A value that can't be shown.</summary>
    public int AddUnavailable(string? type, string reason) => AddText("unavailable", type, reason);

    /// <summary>A span: read at once, because it can't be kept.</summary>
    public int AddSpan<T>(ReadOnlySpan<T> items)
    {
        var node = Nodes.Reserve();
        var plan = PlanOf(typeof(T));
        _members.Clear();
        Head.Reset(TreeShape.ListKind);
        Head.Total = items.Length;
        Depth = 1;
        if (Redactor.IsSecret(plan) || Limits.Depth == 0)
        {
            Head.Cut = items.Length == 0 ? null : "depth";
        }
        else
        {
            SpanItems.Write(this, items, null);
        }

        Depth = 0;
        var start = Text.Length;
        Head.WriteTo(Text, PlanOf(typeof(T[])), _members);
        _members.Clear();
        Nodes.Set(node, start);
        return node;
    }

    /// <summary>A node from text that is already known; cut to a bounded length.</summary>
    public int AddText(string kind, string? type, string? value)
    {
        var node = Nodes.Reserve();
        var start = Text.Length;
        Text.Raw("{\"kind\":\""u8);
        Text.Escaped(kind, 32);
        Text.Raw((byte)'"');
        if (type is not null)
        {
            Text.Raw(",\"type\":\""u8);
            Text.Escaped(type, TypePlan.TypeBytes);
            Text.Raw((byte)'"');
        }

        if (value is not null)
        {
            Text.Raw(",\"value\":\""u8);
            TextLeaf.WriteRedacted(this, Text, value, Limits.Characters);
            Text.Raw((byte)'"');
        }

        Text.Raw((byte)'}');
        Nodes.Set(node, start);
        return node;
    }

    /// <summary>Bytes that the text of a string may still take.</summary>
    public int TextRoom => Math.Max(0, _mostBytes - Used - 128);

    /// <summary>Buffer of the leaf that is being written.</summary>
    public Utf8Text Text => Nodes.Text;

    /// <param name="prefix">The field up to the number of its node: {"name":"x","node":</param>
    public void Field(ReadOnlySpan<byte> prefix, int node)
    {
        Separate();
        _members.Raw(prefix);
        _members.Number(node);
        _members.Raw((byte)'}');
    }

    /// <summary>Turns the node into a text, for characters that lie one behind the other.</summary>
    public void BecomeText(ReadOnlySpan<char> text)
    {
        Head.Become(TreeShape.TextKind);
        Head.Cut = TextLeaf.WriteRedacted(this, _members, text, Limits.Characters);
        if (Secrets.Count > 0)
        {
            Head.Total = -1;
        }
    }

    public void Item(int node)
    {
        Separate();
        _members.Number(node);
    }

    public TypePlan PlanOf(Type type)
    {
        if (TypePlans.TryFind(type, out var plan))
        {
            return plan;
        }

        // PERF: the first sight of a type costs some 100 µs of reflection; it must not use up the time of the capture.
        var began = CaptureClock.Now;
        plan = TypePlans.Of(type);
        _clock.Excuse(CaptureClock.Now - began);
        return plan;
    }

    private int AddLeaf(LeafShape leaf, TypePlan plan, object value)
    {
        var (count, length) = (Nodes.Count, Text.Length);
        try
        {
            return leaf.Add(this, plan, value);
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("capture of " + plan.Name, fault);
            Nodes.Rollback(count, length);
            return AddUnavailable(plan.Name, "could not be read");
        }
    }

    private void Write(in PendingNode next)
    {
        var start = Text.Length;
        _members.Clear();
        Head.Reset(next.Plan.Shape.Kind);
        Depth = next.Depth + 1;
        if (HasRoom(0))
        {
            WriteMembers(next);
            start = Text.Length;
            Head.WriteTo(Text, next.Plan, _members);
        }
        else
        {
            Text.Raw("{\"kind\":\""u8);
            Text.Raw(Head.Kind);
            Text.Raw("\",\"cut\":\""u8);
            Text.Escaped(Head.Cut);
            Text.Raw("\"}"u8);
        }

        _members.Clear();
        Nodes.Set(next.Node, start);
    }

    private void WriteMembers(in PendingNode next)
    {
        try
        {
            var shape = (TreeShape)next.Plan.Shape;
            if (next.Depth >= Limits.Depth)
            {
                Head.Total = shape.TotalOf(next.Value);
                Head.Cut = shape.HasMembers && Head.Total != 0 ? "depth" : null;
                return;
            }

            shape.Write(this, next.Value, next.Names);
        }
        catch (Exception) when (next.Plan.Shape is CollectionShape)
        {
            // Collections of the framework throw when they change under the reader; what was read so far stands.
            CaptureFaults.ReportChange();
            Head.Cut = "changed";
        }
        catch (Exception fault)
        {
            CaptureFaults.Report("capture of " + next.Plan.Name, fault);
            Head.Cut = "changed";
        }
    }

    private void Separate()
    {
        if (_members.Length > 0)
        {
            _members.Raw((byte)',');
        }
    }

    private void LetGo()
    {
        _pending.Clear();
        _seen.Clear();
        _nullNode = -1;
    }
}
