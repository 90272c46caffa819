using Plumbline.Agent.Il;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The parameters of a thunk, as the woven call passes them (<see cref="HookCode"/>) and as the thunk reads them.</summary>
internal static class ThunkParameters
{
    /// <summary>What stands before the roots.</summary>
    public static List<Type> Leading(ThunkPlan plan)
    {
        var types = new List<Type>();
        if (plan.PassesNumber)
        {
            types.Add(typeof(int));
        }

        if (plan.PassesTicket)
        {
            types.Add(plan.Ticket == TicketContent.Timestamp ? typeof(long) : typeof(object));
        }

        if (plan.PassesException)
        {
            types.Add(typeof(object));
        }

        return types;
    }

    /// <summary>Types by which a thunk of one instantiation declares its roots.</summary>
    public static Type Exact(ThunkPlan plan, Root root, SignatureType declared, FrameTypes types)
    {
        var type = root.Kind switch
        {
            RootKind.Argument => types.Arguments[root.Index],
            RootKind.Local => types.Local(root.Index),
            _ => plan.StackType!(types),
        } ?? typeof(object);
        return declared.Kind switch
        {
            SignatureKind.Pointer => type.IsPointer ? type : typeof(void*),
            SignatureKind.Value or SignatureKind.TypeVariable => type.MakeByRefType(),
            _ => type,
        };
    }

    /// <summary>Types that hold for every instantiation: numbers, object, native int, by-ref.</summary>
    public static Type Shared(SignatureType declared) => declared.Kind switch
    {
        SignatureKind.Primitive => Primitive(declared.Element),
        SignatureKind.Pointer => typeof(nint),
        SignatureKind.Reference => typeof(object),
        _ => typeof(byte).MakeByRefType(),
    };

    private static Type Primitive(ElementType element) => element switch
    {
        ElementType.Boolean => typeof(bool),
        ElementType.Char => typeof(char),
        ElementType.I1 => typeof(sbyte),
        ElementType.U1 => typeof(byte),
        ElementType.I2 => typeof(short),
        ElementType.U2 => typeof(ushort),
        ElementType.I4 => typeof(int),
        ElementType.U4 => typeof(uint),
        ElementType.I8 => typeof(long),
        ElementType.U8 => typeof(ulong),
        ElementType.R4 => typeof(float),
        ElementType.R8 => typeof(double),
        ElementType.I => typeof(nint),
        _ => typeof(nuint),
    };
}
