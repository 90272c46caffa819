using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>Reads one field: by reflection at first, by its offset once that is known.</summary>
internal abstract class FieldAccess(FieldInfo field)
{
    public FieldInfo Field { get; } = field;

    /// <summary>Distance from the first byte of the object, or -1.</summary>
    public nint Offset { get; set; } = -1;

    public abstract int Add(CaptureGraph graph, object owner, TupleNames? names);

    /// <summary>The value as an object; null for what can't be boxed.</summary>
    public virtual object? Read(object owner) => Field.GetValue(owner);

    public static FieldAccess For(FieldInfo field)
    {
        var type = field.FieldType;
        if (type.IsPointer || type.IsFunctionPointer)
        {
            return new PointerAccess(field);
        }

        if (type.IsByRef || type.IsByRefLike)
        {
            return new NoAccess(field);
        }

        var access = typeof(FieldAccess<>).MakeGenericType(type.IsValueType ? type : typeof(object));
        return (FieldAccess)Activator.CreateInstance(access, field)!;
    }
}

internal sealed class FieldAccess<T>(FieldInfo field) : FieldAccess(field)
{
    public override int Add(CaptureGraph graph, object owner, TupleNames? names) =>
        Offset >= 0 ? graph.Add(ref At(owner), names) : graph.AddObject(Field.GetValue(owner), names);

    public override object? Read(object owner) => Offset >= 0 ? At(owner) : Field.GetValue(owner);

    private ref T At(object owner) => ref Unsafe.As<byte, T>(ref Unsafe.AddByteOffset(ref RawObject.First(owner), Offset));
}

/// <summary>A pointer or function pointer, shown as a number and never followed.</summary>
internal sealed class PointerAccess(FieldInfo field) : FieldAccess(field)
{
    private readonly string _type = TypeName.Of(field.FieldType);

    public override int Add(CaptureGraph graph, object owner, TupleNames? names)
    {
        if (Offset < 0)
        {
            return graph.AddUnavailable(_type, "not read before its offset is known");
        }

        var value = Unsafe.As<byte, nuint>(ref Unsafe.AddByteOffset(ref RawObject.First(owner), Offset));
        return graph.AddText("pointer", _type, PointerText.Of(value));
    }

    public override object? Read(object owner) => null;
}

/// <summary>A reference into something else, which no field of an object on the heap can be.</summary>
internal sealed class NoAccess(FieldInfo field) : FieldAccess(field)
{
    public override int Add(CaptureGraph graph, object owner, TupleNames? names) =>
        graph.AddUnavailable(TypeName.Of(Field.FieldType), "a reference that lives on the stack only");

    public override object? Read(object owner) => null;
}
