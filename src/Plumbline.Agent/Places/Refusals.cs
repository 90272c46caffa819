using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>Why a method can't be probed. SAFETY: whatever the runtime would ignore or die of is refused before anything is applied.</summary>
internal static class Refusals
{
    private const MethodImplAttributes RuntimeAsync = (MethodImplAttributes)0x2000;

    /// <summary>The reason, a clause that can follow "can't be probed: ", or null.</summary>
    public static string? For(ModuleImage image, MethodDefinitionHandle declared, MethodDefinitionHandle body, bool includeFramework) =>
        OfModule(image, includeFramework) ?? OfMethod(image, declared) ?? (body == declared ? null : OfMethod(image, body));

    private static string? OfModule(ModuleImage image, bool includeFramework)
    {
        if (image.IsAgent)
        {
            return "it is part of the agent itself";
        }

        if (image.IsCollectible)
        {
            return "its assembly is collectible, and the runtime does not rewrite code that can be unloaded";
        }

        if (image.IsFramework && !includeFramework)
        {
            return "it belongs to the framework, which is left alone unless asked for";
        }

        return EditAndContinue.IsOn(image)
            ? "Edit and Continue is on for its assembly (DOTNET_MODIFIABLE_ASSEMBLIES), and the runtime would ignore the probe"
            : null;
    }

    private static string? OfMethod(ModuleImage image, MethodDefinitionHandle handle)
    {
        var metadata = image.Metadata;
        var method = metadata.GetMethodDefinition(handle);
        var reason = OfAttributes(method);
        if (reason is not null)
        {
            return reason;
        }

        if (ParameterList.Read(image, handle, qualified: false).IsVararg)
        {
            return "it takes a variable argument list (__arglist)";
        }

        if (AttributeTypes.Has(metadata, method.GetCustomAttributes(), "UnmanagedCallersOnlyAttribute"))
        {
            return "it is called from native code (UnmanagedCallersOnly)";
        }

        return image.IsFramework ? RuntimeHeart.Refusal(metadata, method) : null;
    }

    private static string? OfAttributes(MethodDefinition method)
    {
        var implementation = method.ImplAttributes;
        if ((method.Attributes & MethodAttributes.Abstract) != 0)
        {
            return "it is abstract: probe what implements it";
        }

        if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
        {
            return "it is extern (P/Invoke) and has no IL";
        }

        if ((implementation & (MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime)) != 0)
        {
            return "the runtime itself implements it, so it has no IL";
        }

        if ((implementation & (MethodImplAttributes.Native | MethodImplAttributes.Unmanaged)) != 0)
        {
            return "it is native code";
        }

        if ((implementation & RuntimeAsync) != 0)
        {
            return "it is a runtime-async method (.NET 11), whose body can't be rewritten yet";
        }

        return method.RelativeVirtualAddress == 0 ? "it has no IL" : null;
    }
}
