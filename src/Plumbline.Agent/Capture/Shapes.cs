namespace Plumbline.Agent.Capture;

/// <summary>How values of one type are shown.</summary>
internal abstract class Shape
{
    public virtual byte[] Kind => TreeShape.ObjectKind;
}

/// <summary>A value that is one text, written where it is met.</summary>
internal abstract class LeafShape : Shape
{
    /// <summary>Writes the node and answers its number.</summary>
    public abstract int Add(CaptureGraph graph, TypePlan plan, object value);
}

/// <summary>A value with members, written when its turn in the queue comes.</summary>
internal abstract class TreeShape : Shape
{
    public static readonly byte[] ObjectKind = "object"u8.ToArray();
    public static readonly byte[] TextKind = "string"u8.ToArray();
    public static readonly byte[] ListKind = "list"u8.ToArray();
    public static readonly byte[] DictionaryKind = "dictionary"u8.ToArray();

    /// <summary>Whether there is anything below a value of this type.</summary>
    public virtual bool HasMembers => true;

    /// <summary>Count of a collection without reading it, or -1.</summary>
    public virtual long TotalOf(object value) => -1;

    public abstract void Write(CaptureGraph graph, object value, TupleNames? names);
}
