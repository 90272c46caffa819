using System.Runtime.CompilerServices;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Probes.Recordings;

/// <summary>
/// Functions that woven code calls with the result of a call, by the kind of the result: one of each serves all methods. Values that have
/// no fixed size come by address, to a thunk that is generated.
/// </summary>
internal static unsafe class RecordResults
{
    /// <summary>Address of the function for an object.</summary>
    public static nint OfObject => (nint)(delegate*<int, object, object?, void>)&Object;

    /// <summary>Address of the function for a number, char or bool; 0 for anything else.</summary>
    public static nint Of(ElementType element) => element switch
    {
        ElementType.Boolean => (nint)(delegate*<int, object, bool, void>)&Number,
        ElementType.Char => (nint)(delegate*<int, object, char, void>)&Number,
        ElementType.I1 => (nint)(delegate*<int, object, sbyte, void>)&Number,
        ElementType.U1 => (nint)(delegate*<int, object, byte, void>)&Number,
        ElementType.I2 => (nint)(delegate*<int, object, short, void>)&Number,
        ElementType.U2 => (nint)(delegate*<int, object, ushort, void>)&Number,
        ElementType.I4 => (nint)(delegate*<int, object, int, void>)&Number,
        ElementType.U4 => (nint)(delegate*<int, object, uint, void>)&Number,
        ElementType.I8 => (nint)(delegate*<int, object, long, void>)&Number,
        ElementType.U8 => (nint)(delegate*<int, object, ulong, void>)&Number,
        ElementType.R4 => (nint)(delegate*<int, object, float, void>)&Number,
        ElementType.R8 => (nint)(delegate*<int, object, double, void>)&Number,
        ElementType.I => (nint)(delegate*<int, object, nint, void>)&Number,
        ElementType.U => (nint)(delegate*<int, object, nuint, void>)&Number,
        _ => 0,
    };

    private static void Object(int call, object ticket, object? value) => Number(call, ticket, value);

    /// <summary>SAFETY: woven code calls this without a handler around it, so nothing is thrown.</summary>
    private static void Number<T>(int call, object ticket, T value)
    {
        try
        {
            if (RecordActions.BeginCall(ticket, call) is { } recording)
            {
                recording.Session.Value("result", "return", null, ref value);
                RecordActions.EndCall(recording);
            }
        }
        catch (Exception fault)
        {
            HitActions.Fault(Unsafe.As<Recording>(ticket).Site, fault);
        }
    }
}
