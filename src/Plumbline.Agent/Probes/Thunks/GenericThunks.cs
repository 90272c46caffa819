using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// The thunks of one hook in generic code, one for each instantiation that was seen. Called at every hit, so a known one is
/// found by comparing handles, without a lock.
/// </summary>
internal sealed class GenericThunks(ThunkPlan plan, IReadOnlyList<SignatureType> declared, Module module, int token, int variables)
{
    /// <summary>Instantiations of one hook that get a thunk; what comes after is passed over. SAFETY: bounds what a hit may generate.</summary>
    private const int MostInstances = 500;

    /// <summary>How long a hit waits for another thread that generates, in milliseconds.</summary>
    private const int MostMilliseconds = 100;

    private readonly object _lock = new();
    private readonly nint _idle = ThunkFactory.BuildIdle(plan, declared);
    private Instance[] _instances = [];

    /// <summary>How many type handles a hit passes.</summary>
    public int Variables => variables;

    /// <summary>Emits the search: the handles are the first parameters, an address is left on the stack.</summary>
    public void EmitFind(ILGenerator il)
    {
        ThunkConstants.EmitLoad(il, this);
        if (Variables > 2)
        {
            EmitArray(il);
        }
        else
        {
            for (var i = 0; i < Variables; i++)
            {
                il.Emit(OpCodes.Ldarg, (short)i);
            }
        }

        var find = Variables switch { 1 => nameof(FindOne), 2 => nameof(FindTwo), _ => nameof(FindMany) };
        il.Emit(OpCodes.Call, typeof(GenericThunks).GetMethod(find)!);
    }

    public nint FindOne(RuntimeTypeHandle first)
    {
        foreach (var instance in _instances)
        {
            if (instance.First == first.Value)
            {
                return instance.Address;
            }
        }

        return Add([first]);
    }

    public nint FindTwo(RuntimeTypeHandle first, RuntimeTypeHandle second)
    {
        foreach (var instance in _instances)
        {
            if (instance.First == first.Value && instance.Handles[1].Equals(second))
            {
                return instance.Address;
            }
        }

        return Add([first, second]);
    }

    public nint FindMany(RuntimeTypeHandle[] handles)
    {
        foreach (var instance in _instances)
        {
            if (instance.First == handles[0].Value && instance.Handles.AsSpan().SequenceEqual(handles))
            {
                return instance.Address;
            }
        }

        return Add(handles);
    }

    private void EmitArray(ILGenerator il)
    {
        il.Emit(OpCodes.Ldc_I4, Variables);
        il.Emit(OpCodes.Newarr, typeof(RuntimeTypeHandle));
        for (var i = 0; i < Variables; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldarg, (short)i);
            il.Emit(OpCodes.Stelem, typeof(RuntimeTypeHandle));
        }
    }

    /// <summary>
    /// SAFETY: this runs on a thread of the user. While the agent works, the framework it uses may itself be probed, so a hit from inside
    /// gets the thunk that does nothing; and nobody waits for long behind a thread that generates.
    /// </summary>
    private nint Add(RuntimeTypeHandle[] handles)
    {
        if (IsUnloadable(handles))
        {
            // SAFETY: a thunk would keep the assembly from being unloaded, and a type that comes later may get the same handle.
            return PassOver("instantiations over types of a collectible assembly are not seen");
        }

        if (_instances.Length >= MostInstances)
        {
            return PassOver($"more than {MostInstances} instantiations: the others are not seen");
        }

        if (!Reentrancy.TryEnter())
        {
            return _idle;
        }

        var owned = false;
        try
        {
            Monitor.TryEnter(_lock, MostMilliseconds, ref owned);
            return owned ? AddLocked(handles) : PassOver("hits were passed over while another thread prepared a new instantiation");
        }
        finally
        {
            if (owned)
            {
                Monitor.Exit(_lock);
            }

            Reentrancy.Leave();
        }
    }

    private nint AddLocked(RuntimeTypeHandle[] handles)
    {
        foreach (var instance in _instances)
        {
            if (instance.Handles.AsSpan().SequenceEqual(handles))
            {
                return instance.Address;
            }
        }

        var address = Build(handles);
        _instances = [.. _instances, new Instance(handles[0].Value, handles, address)];
        return address;
    }

    private nint Build(RuntimeTypeHandle[] handles)
    {
        try
        {
            var method = FrameTypes.Bind(module, token, Array.ConvertAll(handles, handle => Type.GetTypeFromHandle(handle)!));
            return ThunkFactory.Build(plan, declared, FrameTypes.Of(method));
        }
        catch (Exception fault)
        {
            SelfLog.Fault("generating a thunk for an instantiation", fault);
            plan.Recipe.Refused(fault);
            return _idle;
        }
    }

    private nint PassOver(string note)
    {
        plan.Recipe.Site.AddNote(note);
        return _idle;
    }

    private static bool IsUnloadable(RuntimeTypeHandle[] handles) => Array.Exists(handles, handle => Type.GetTypeFromHandle(handle)!.IsCollectible);

    private sealed record Instance(nint First, RuntimeTypeHandle[] Handles, nint Address);
}
