namespace Plumbline.Agent.Capture;

/// <summary>Decides how values of a type are shown.</summary>
internal static class ShapeChoice
{
    private static readonly Dictionary<Type, Shape> s_leaves = new()
    {
        [typeof(bool)] = new ScalarLeaf<bool>(), [typeof(char)] = new ScalarLeaf<char>(), [typeof(byte)] = new ScalarLeaf<byte>(),
        [typeof(sbyte)] = new ScalarLeaf<sbyte>(), [typeof(short)] = new ScalarLeaf<short>(), [typeof(ushort)] = new ScalarLeaf<ushort>(),
        [typeof(int)] = new ScalarLeaf<int>(), [typeof(uint)] = new ScalarLeaf<uint>(), [typeof(long)] = new ScalarLeaf<long>(),
        [typeof(ulong)] = new ScalarLeaf<ulong>(), [typeof(float)] = new ScalarLeaf<float>(), [typeof(double)] = new ScalarLeaf<double>(),
        [typeof(decimal)] = new ScalarLeaf<decimal>(), [typeof(nint)] = new ScalarLeaf<nint>(), [typeof(nuint)] = new ScalarLeaf<nuint>(),
        [typeof(Half)] = new ScalarLeaf<Half>(), [typeof(Int128)] = new ScalarLeaf<Int128>(), [typeof(UInt128)] = new ScalarLeaf<UInt128>(),
        [typeof(DateTime)] = new ScalarLeaf<DateTime>(), [typeof(DateTimeOffset)] = new ScalarLeaf<DateTimeOffset>(),
        [typeof(TimeSpan)] = new ScalarLeaf<TimeSpan>(), [typeof(DateOnly)] = new ScalarLeaf<DateOnly>(),
        [typeof(TimeOnly)] = new ScalarLeaf<TimeOnly>(), [typeof(Guid)] = new ScalarLeaf<Guid>(), [typeof(string)] = new TextLeaf(),
    };

    public static Shape For(Type type)
    {
        if (s_leaves.TryGetValue(type, out var leaf))
        {
            return leaf;
        }

        if (type.IsEnum)
        {
            return new EnumLeaf(type);
        }

        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef || type.IsGenericTypeDefinition || type.IsByRefLike)
        {
            return new UnreadableShape();
        }

        return FrameworkLeaf.For(type) ?? FrameworkTree.For(type) ?? InlineElements.For(type) ?? CollectionShape.For(type)
            ?? new ObjectShape(type, FieldLayout.Of(type));
    }
}
