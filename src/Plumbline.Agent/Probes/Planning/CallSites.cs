using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>A place that a body calls from.</summary>
/// <param name="Begins">Offset of the call.</param>
/// <param name="Ends">Offset of what follows it; of a call that is awaited, of what follows the await.</param>
/// <param name="Method">Type and method, as shown.</param>
internal sealed record CallSite(int Begins, int Ends, string Method);

/// <summary>Finds the calls of a body that may take time: none of what compilers write, and none of the framework's small change.</summary>
internal sealed class CallSites(ResolvedPlace place, BodyModel body)
{
    private const int Most = 64;

    /// <summary>Instructions between a call and the GetAwaiter that belongs to it: ConfigureAwait, and a local on the way.</summary>
    private const int AwaitWindow = 10;

    private static readonly HashSet<string> s_plumbing = ["GetAwaiter", "get_IsCompleted", "GetResult", "ConfigureAwait", "AsTask", ".ctor", ".cctor"];

    private static readonly string[] s_small =
    [
        "System.Runtime.CompilerServices.", "System.Collections.", "System.Globalization.", "System.Numerics.", "System.Buffers.", "System.Diagnostics.",
    ];

    private static readonly HashSet<string> s_large = ["Console", "Lazy`1"];

    private readonly List<Instruction> _code = body.Parse().Instructions;

    public List<CallSite> Find()
    {
        var found = new List<CallSite>();
        for (var i = 0; i < _code.Count - 1 && found.Count < Most; i++)
        {
            if (_code[i].Code is ILOpCode.Call or ILOpCode.Callvirt && MayTakeTime(_code[i].Token))
            {
                found.Add(new CallSite(_code[i].Offset, _code[Awaited(i) + 1].Offset, NameOf(_code[i].Token)));
            }
        }

        return found;
    }

    private bool MayTakeTime(int token)
    {
        var name = MemberNames.Of(body.Metadata, token);
        var owner = MemberNames.OwnerOf(body.Metadata, token);
        if (owner.Length == 0 || s_plumbing.Contains(name) || Array.Exists(s_small, space => owner.StartsWith(space, StringComparison.Ordinal)))
        {
            return false;
        }

        if (!owner.StartsWith("System.", StringComparison.Ordinal))
        {
            return true;
        }

        var type = owner["System.".Length..];
        var isBasic = !type.Contains('.', StringComparison.Ordinal) || owner == "System.Text.StringBuilder";
        return isBasic
            ? s_large.Contains(type) || name == "Invoke"
            : !name.StartsWith("set_", StringComparison.Ordinal) && (!name.StartsWith("get_", StringComparison.Ordinal) || name is "get_Result" or "get_Value");
    }

    /// <summary>Index of the instruction after which a call is over: its own, or the GetResult of the await around it.</summary>
    private int Awaited(int call)
    {
        if (place.BodyKind != BodyKind.Async)
        {
            return call;
        }

        for (var i = call + 1; i < Math.Min(call + AwaitWindow, _code.Count); i++)
        {
            if (_code[i].Code is not (ILOpCode.Call or ILOpCode.Callvirt))
            {
                continue;
            }

            var name = MemberNames.Of(body.Metadata, _code[i].Token);
            if (name == "GetAwaiter")
            {
                var result = _code.FindIndex(i, instruction =>
                    instruction.Code is ILOpCode.Call or ILOpCode.Callvirt && MemberNames.Of(body.Metadata, instruction.Token) == "GetResult");
                return result >= 0 && result < _code.Count - 1 ? result : call;
            }

            if (!s_plumbing.Contains(name))
            {
                break;
            }
        }

        return call;
    }

    private string NameOf(int token)
    {
        var handle = MetadataTokens.EntityHandle(token);
        if (handle.Kind == HandleKind.MethodSpecification)
        {
            handle = body.Metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method;
        }

        if (handle.Kind == HandleKind.MethodDefinition)
        {
            return LastTwo(SourceName.Of(place.Module, (MethodDefinitionHandle)handle));
        }

        var owner = MemberNames.OwnerOf(body.Metadata, token);
        var type = owner[(owner.LastIndexOf('.') + 1)..];
        var arity = type.IndexOf('`', StringComparison.Ordinal);
        return (arity > 0 ? type[..arity] : type) + "." + MemberNames.Of(body.Metadata, token);
    }

    private static string LastTwo(string name)
    {
        var last = name.LastIndexOf('.');
        var before = last > 0 ? name.LastIndexOf('.', last - 1) : -1;
        return name[(before + 1)..];
    }
}
