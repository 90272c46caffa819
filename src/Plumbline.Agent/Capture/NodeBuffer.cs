namespace Plumbline.Agent.Capture;

/// <summary>Nodes as JSON, written in any order and found again by their number.</summary>
internal sealed class NodeBuffer
{
    private NodeSpan[] _spans = new NodeSpan[64];

    public Utf8Text Text { get; } = new(8 * 1024);

    public int Count { get; private set; }

    public void Clear()
    {
        Count = 0;
        Text.Clear();
    }

    /// <summary>Gives the next number to a node that is written later.</summary>
    public int Reserve()
    {
        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, _spans.Length * 2);
        }

        return Count++;
    }

    /// <summary>Says that the text from there to the end is that node.</summary>
    public void Set(int node, int start) => _spans[node] = new NodeSpan(start, Text.Length - start);

    /// <summary>Takes back everything from that node on.</summary>
    public void Rollback(int count, int length)
    {
        Count = count;
        Text.Truncate(length);
    }

    /// <param name="kindAndType">Inside of the kind, and if there is a type: kind","type":"type.</param>
    public int BeginLeaf(ReadOnlySpan<byte> kindAndType)
    {
        var node = Reserve();
        _spans[node] = new NodeSpan(Text.Length, 0);
        Text.Raw("{\"kind\":\""u8);
        Text.Raw(kindAndType);
        Text.Raw((byte)'"');
        return node;
    }

    public int BeginLeaf(string kind, TypePlan plan)
    {
        var node = Reserve();
        _spans[node] = new NodeSpan(Text.Length, 0);
        Text.Raw("{\"kind\":\""u8);
        Text.Escaped(kind, 32);
        Text.Raw((byte)'"');
        Text.Raw(plan.TypeMember);
        return node;
    }

    public void EndLeaf(int node)
    {
        Text.Raw((byte)'}');
        Set(node, _spans[node].Start);
    }

    /// <summary>Appends every node in the order of its number.</summary>
    public void CopyTo(Utf8Text output)
    {
        for (var i = 0; i < Count; i++)
        {
            if (i > 0)
            {
                output.Raw((byte)',');
            }

            output.Raw(Text.Slice(_spans[i].Start, _spans[i].Length));
        }
    }

    private readonly record struct NodeSpan(int Start, int Length);
}
