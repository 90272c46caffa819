using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Plumbline.Agent.Expressions;

/// <summary>Properties that only read a field: then the field is read, and the getter never runs.</summary>
internal static class FieldGetter
{
    private const byte Nop = 0x00, Ldarg0 = 0x02, Ldloc0 = 0x06, Stloc0 = 0x0A, Ret = 0x2A, BrS = 0x2B, Ldfld = 0x7B, Ldsfld = 0x7E;

    /// <summary>The field that a getter returns, or null when it does anything else.</summary>
    public static FieldInfo? FieldOf(MethodInfo getter)
    {
        try
        {
            var il = getter.GetMethodBody()?.GetILAsByteArray();
            if (il is null || Token(il, getter.IsStatic) is not (not 0 and var token))
            {
                return null;
            }

            var arguments = getter.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericArguments() : null;
            var field = getter.Module.ResolveField(token, arguments, null);
            return field is not null && field.FieldType == getter.ReturnType && field.IsStatic == getter.IsStatic ? field : null;
        }
#pragma warning disable CA1031 // A body that can't be read or resolved is not one that only reads a field.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Reads <c>ldarg.0; ldfld; ret</c>, as compilers write it with and without optimisation.</summary>
    private static int Token(byte[] il, bool isStatic)
    {
        var code = new ReadOnlySpan<byte>(il);
        code = code is [Nop, ..] ? code[1..] : code;
        if (!isStatic)
        {
            if (code is not [Ldarg0, ..])
            {
                return 0;
            }

            code = code[1..];
        }

        if (code.Length < 6 || code[0] != (isStatic ? Ldsfld : Ldfld))
        {
            return 0;
        }

        var token = BitConverter.ToInt32(code[1..5]);
        return code[5..] is [Ret] or [Stloc0, BrS, 0, Ldloc0, Ret] ? token : 0;
    }
}

/// <summary>
/// One use of a virtual or interface property: finds the getter that the run-time type has and reads its field, if that is all it
/// does. Types are remembered, so that only the first object of each costs a look-up.
/// </summary>
internal sealed class MemberSite<T>(MethodInfo getter)
{
    private const int MaxTypes = 64;

    private readonly ConcurrentDictionary<Type, Reader> _readers = new();
    private Reader? _last;

    private sealed record Reader(Type Type, Func<object, T>? Read);

    /// <summary>False where the property of this object's type runs code.</summary>
    public bool TryRead(object instance, out T? value)
    {
        var reader = _last;
        if (reader is null || reader.Type != instance.GetType())
        {
            reader = Find(instance.GetType());
            _last = reader;
        }

        if (reader.Read is null)
        {
            value = default;
            return false;
        }

        value = reader.Read(instance);
        return true;
    }

    private Reader Find(Type type)
    {
        if (_readers.TryGetValue(type, out var known))
        {
            return known;
        }

        var field = Implementation(type) is { } implementation ? FieldGetter.FieldOf(implementation) : null;
        var reader = new Reader(type, field is null || field.FieldType != typeof(T) ? null : Compile(type, field));
        if (_readers.Count < MaxTypes)
        {
            _readers.TryAdd(type, reader);
        }

        return reader;
    }

    private MethodInfo? Implementation(Type type)
    {
        if (getter.DeclaringType is { IsInterface: true } contract)
        {
            if (type.IsArray)
            {
                return null;
            }

            var map = type.GetInterfaceMap(contract);
            var index = Array.FindIndex(map.InterfaceMethods, m => m.MetadataToken == getter.MetadataToken && m.Module == getter.Module);
            return index < 0 ? null : map.TargetMethods[index];
        }

        var root = getter.GetBaseDefinition();
        const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var method in t.GetMethods(Declared))
            {
                if (method.IsVirtual && method.Name == getter.Name && method.GetBaseDefinition() is var definition
                    && definition.MetadataToken == root.MetadataToken && definition.Module == root.Module)
                {
                    return method;
                }
            }
        }

        return null;
    }

    private static Func<object, T> Compile(Type type, FieldInfo field)
    {
        var method = new DynamicMethod("read", typeof(T), [typeof(object)], typeof(object), skipVisibility: true);
        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(type.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, type);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<object, T>>();
    }
}
