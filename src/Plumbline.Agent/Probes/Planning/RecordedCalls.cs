using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Recordings;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Plumbline.Wire;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>A call whose result a recording shows.</summary>
/// <param name="Offset">Of the call.</param>
/// <param name="Token">Of what is called.</param>
/// <param name="Type">Of the result.</param>
internal sealed record FoundCall(int Offset, int Token, SignatureType Type, RecordedCall Call);

/// <summary>Chooses the calls of a body whose results tell something: none of what the compiler added, and no property that only reads a field.</summary>
internal sealed class RecordedCalls(BodyModel body, IlBody code, ResolvedPlace place, Func<int, int> placeOf)
{
    private static readonly HashSet<string> s_noise =
    [
        "GetAwaiter", "get_IsCompleted", "ConfigureAwait", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "get_Current",
        "GetTypeFromHandle", "op_Implicit", "GetPinnableReference", "DisposeAsync", "AsSpan", "<Clone>$", "Concat",
    ];

    private readonly string _own = OwnType(body.Metadata, place);
    private readonly bool _isAsync = place.BodyKind is BodyKind.Async or BodyKind.AsyncIterator;
    private string? _awaited;

    public List<FoundCall> Find()
    {
        var found = new List<FoundCall>();
        for (var i = 0; i < code.Instructions.Count; i++)
        {
            var call = code.Instructions[i];
            if (call.Code is ILOpCode.Call or ILOpCode.Callvirt && !(i > 0 && code.Instructions[i - 1].Code == ILOpCode.Tail) && Choose(i, call) is { } chosen)
            {
                found.Add(chosen);
            }
        }

        return found;
    }

    private FoundCall? Choose(int index, Instruction call)
    {
        var name = MemberNames.Of(body.Metadata, call.Token);
        var owner = MemberNames.OwnerOf(body.Metadata, call.Token);
        if (_isAsync && name == "GetResult" && _awaited is { } awaited)
        {
            _awaited = null;
            return Of(call, $"await {awaited}", awaited, RecordedStepKind.Await);
        }

        if (_isAsync && IsAwaited(index))
        {
            _awaited = name is "ConfigureAwait" ? _awaited : Simple(name);
            return null;
        }

        return name.Length == 0 || owner.Length == 0 || s_noise.Contains(name) || owner.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
            || (IsFramework(owner) && name.StartsWith("op_", StringComparison.Ordinal)) || IsPlainRead(call.Token, name, owner)
            ? null
            : Of(call, Shown(owner, name), Simple(name), RecordedStepKind.Call);
    }

    /// <summary>Whether what it gives is waited for at once: then the await has the value.</summary>
    private bool IsAwaited(int index)
    {
        const int Near = 6;
        for (var i = index + 1; i < code.Instructions.Count && i <= index + Near; i++)
        {
            var next = code.Instructions[i];
            if (next.Code is ILOpCode.Call or ILOpCode.Callvirt)
            {
                return MemberNames.Of(body.Metadata, next.Token) is "GetAwaiter" or "ConfigureAwait";
            }

            if (next.EndsBlock || next.Target is not null)
            {
                return false;
            }
        }

        return false;
    }

    private FoundCall? Of(Instruction call, string shown, string simple, RecordedStepKind step) =>
        body.Signatures.Call(call.Token)?.ReturnType is { Kind: not (SignatureKind.Void or SignatureKind.TypedByRef) } type
            ? new FoundCall(call.Offset, call.Token, type, new RecordedCall(shown, simple, step, placeOf(call.Offset)))
            : null;

    /// <summary>Properties of the framework, and automatic ones of anybody.</summary>
    private bool IsPlainRead(int token, string name, string owner)
    {
        if (!name.StartsWith("get_", StringComparison.Ordinal) || (name == "get_Item" && !owner.EndsWith("Span`1", StringComparison.Ordinal)))
        {
            return false;
        }

        if (IsFramework(owner))
        {
            return true;
        }

        try
        {
            var types = body.TypeVariables == 0 ? null : place.Module.Module.ResolveMethod(body.Token)?.DeclaringType?.GetGenericArguments();
            var methods = body.MethodVariables == 0 ? null : place.Module.Module.ResolveMethod(body.Token)?.GetGenericArguments();
            return place.Module.Module.ResolveMethod(token, types, methods)?.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute") ?? false;
        }
        catch (Exception fault) when (fault is IOException or TypeLoadException or BadImageFormatException or MissingMemberException or NotSupportedException or ArgumentException)
        {
            // What it belongs to can't be loaded, so it will hardly be called.
            return true;
        }
    }

    /// <summary>The type that the user wrote the method in: what the compiler put around it is left out.</summary>
    private static string OwnType(MetadataReader metadata, ResolvedPlace place)
    {
        var type = metadata.GetMethodDefinition(place.Declared).GetDeclaringType();
        while (metadata.GetString(metadata.GetTypeDefinition(type).Name).StartsWith('<') && metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
        {
            type = outer;
        }

        return MemberNames.OfType(metadata, type);
    }

    private static bool IsFramework(string owner) => owner.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>A method of the same type, and a local function, are known by their name alone.</summary>
    private string Shown(string owner, string name)
    {
        if (owner == _own || name.Contains(">g__", StringComparison.Ordinal))
        {
            return Simple(name);
        }

        var type = owner[(owner.LastIndexOfAny(['.', '+']) + 1)..];
        var arity = type.IndexOf('`', StringComparison.Ordinal);
        return $"{(arity < 0 ? type : type[..arity])}.{Simple(name)}";
    }

    /// <summary>Without what the compiler puts around it: an accessor's prefix, an explicit interface, a local function's or lambda's mark.</summary>
    private static string Simple(string name)
    {
        var mark = name.IndexOf(">g__", StringComparison.Ordinal);
        if (mark >= 0)
        {
            var end = name.IndexOf('|', mark);
            return name[(mark + 4)..(end < 0 ? name.Length : end)];
        }

        name = name[(name.LastIndexOf('.') + 1)..];
        return name.StartsWith("get_", StringComparison.Ordinal) ? name[4..] : name;
    }
}
