using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Objects that generated thunks refer to: sites, compiled expressions. A dynamic method can't hold a reference, so it holds the
/// index of one here. Entries stay, since a thunk may still be on a stack when its probe is gone.
/// </summary>
internal static class ThunkConstants
{
    /// <summary>Read by thunks; replaced by a longer copy when it is full.</summary>
    internal static object[] Items = new object[64];

    private static readonly FieldInfo s_items = typeof(ThunkConstants).GetField(nameof(Items), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly object s_lock = new();
    private static int s_count;

    /// <summary>Emits a load of the object. Its type is not checked again: the thunk is trusted code.</summary>
    public static void EmitLoad(ILGenerator il, object constant)
    {
        il.Emit(OpCodes.Ldsfld, s_items);
        il.Emit(OpCodes.Ldc_I4, Add(constant));
        il.Emit(OpCodes.Ldelem_Ref);
    }

    private static int Add(object constant)
    {
        lock (s_lock)
        {
            if (s_count == Items.Length)
            {
                var grown = new object[Items.Length * 2];
                Items.CopyTo(grown, 0);
                Volatile.Write(ref Items, grown);
            }

            Items[s_count] = constant;
            return s_count++;
        }
    }
}
