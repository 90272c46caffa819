namespace Plumbline.Agent.Capture;

/// <summary>Everything of a node but its members.</summary>
internal sealed class NodeHead
{
    private byte[] _kind = [];

    public ReadOnlySpan<byte> Kind => _kind;

    /// <summary>Text beside the members: the bounds of an array, for one. ASCII without quotes.</summary>
    public string? Value { get; set; }

    /// <summary>Count of a collection, or -1.</summary>
    public long Total { get; set; }

    public string? Cut { get; set; }

    public void Reset(byte[] kind)
    {
        _kind = kind;
        Value = null;
        Total = -1;
        Cut = null;
    }

    public void Become(byte[] kind) => _kind = kind;

    public void WriteTo(Utf8Text output, TypePlan plan, Utf8Text members)
    {
        output.Raw("{\"kind\":\""u8);
        output.Raw(_kind);
        output.Raw((byte)'"');
        output.Raw(plan.TypeMember);
        if (Value is not null)
        {
            output.Raw(",\"value\":\""u8);
            output.Escaped(Value, 128);
            output.Raw((byte)'"');
        }

        if (Total >= 0)
        {
            output.Raw(",\"total\":"u8);
            output.Number(Total);
        }

        if (_kind == TreeShape.TextKind)
        {
            output.Raw(",\"value\":\""u8);
            output.Raw(members.Written);
            output.Raw((byte)'"');
        }
        else if (Cut is null || members.Length > 0)
        {
            output.Raw(_kind == TreeShape.ObjectKind ? ",\"fields\":["u8 : ",\"items\":["u8);
            output.Raw(members.Written);
            output.Raw((byte)']');
        }

        if (Cut is not null)
        {
            output.Raw(",\"cut\":\""u8);
            output.Escaped(Cut);
            output.Raw((byte)'"');
        }

        output.Raw((byte)'}');
    }
}
