using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Objects that generated thunks refer to: sites, compiled expressions. A dynamic method can't hold a reference, so it holds the
/// index of one here. An entry stays as long as its thunk, which may be on a stack when its probe is gone.
/// </summary>
internal static class ThunkConstants
{
    /// <summary>Read by thunks; replaced by a longer copy when it is full.</summary>
    internal static object?[] Items = new object?[64];

    private static readonly FieldInfo s_items = typeof(ThunkConstants).GetField(nameof(Items), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly object s_lock = new();
    private static readonly ConditionalWeakTable<ILGenerator, List<int>> s_written = [];
    private static readonly ConditionalWeakTable<DynamicMethod, Entries> s_entries = [];
    private static readonly Stack<int> s_free = [];
    private static int s_count;

    /// <summary>Emits a load of the object. Its type is not checked again: the thunk is trusted code.</summary>
    public static void EmitLoad(ILGenerator il, object constant)
    {
        var index = Add(constant);
        s_written.GetOrCreateValue(il).Add(index);
        il.Emit(OpCodes.Ldsfld, s_items);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>The thunk is written: what it refers to goes when it is collected.</summary>
    public static void Written(DynamicMethod method, ILGenerator il)
    {
        if (s_written.TryGetValue(il, out var indexes))
        {
            s_entries.Add(method, new Entries([.. indexes]));
        }
    }

    private static int Add(object constant)
    {
        lock (s_lock)
        {
            if (!s_free.TryPop(out var index))
            {
                index = s_count++;
                if (index == Items.Length)
                {
                    var grown = new object?[Items.Length * 2];
                    Items.CopyTo(grown, 0);
                    Volatile.Write(ref Items, grown);
                }
            }

            Items[index] = constant;
            return index;
        }
    }

    private sealed class Entries(int[] indexes)
    {
        ~Entries()
        {
            lock (s_lock)
            {
                foreach (var index in indexes)
                {
                    Items[index] = null;
                    s_free.Push(index);
                }
            }
        }
    }
}
