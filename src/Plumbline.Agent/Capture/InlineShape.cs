using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Plumbline.Agent.Capture.Collections;

namespace Plumbline.Agent.Capture;

/// <summary>A struct that holds several elements of one type: an inline array, or the buffer behind a fixed field.</summary>
internal sealed class InlineShape<T>(int count) : CollectionShape
{
    public override long TotalOf(object value) => count;

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        graph.Head.Total = count;
        SpanItems.Write(graph, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref RawObject.First(value)), count), null);
    }
}

/// <summary>Recognises the structs that <see cref="InlineShape{T}"/> reads.</summary>
internal static class InlineElements
{
    public static Shape? For(Type type)
    {
        if (!type.IsValueType)
        {
            return null;
        }

        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (fields is not [var element] || element.FieldType.IsPointer || element.FieldType.IsFunctionPointer)
        {
            return null;
        }

        var count = type.GetCustomAttribute<InlineArrayAttribute>()?.Length
            ?? (element.Name == "FixedElementField" && type.StructLayoutAttribute is { Size: > 0 } layout ? layout.Size / Size(element.FieldType) : 0);
        return count > 0 ? (Shape)Activator.CreateInstance(typeof(InlineShape<>).MakeGenericType(element.FieldType), count)! : null;
    }

    private static int Size(Type primitive) => Type.GetTypeCode(primitive) switch
    {
        TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Char => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double => 8,
        _ => 1,
    };
}
