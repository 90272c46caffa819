using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Native;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Watching;

/// <summary>The runtime's identities of modules, each asked for once.</summary>
internal sealed class ModuleIds(Profiler profiler, LoadedModules modules)
{
    private readonly ConditionalWeakTable<Module, StrongBox<nint>> _known = [];

    /// <summary>The identity; 0 where it can't be found.</summary>
    public nint Of(Module module) => _known.GetValue(module, unknown => new StrongBox<nint>(modules.Find(unknown.Assembly) is { } image ? Find(profiler, image) : 0)).Value;

    /// <summary>Any method that is no open generic leads to the module that it was loaded into; 0 where there is none.</summary>
    public static nint Find(Profiler profiler, ModuleImage image)
    {
        foreach (var handle in image.Metadata.MethodDefinitions)
        {
            var method = image.Metadata.GetMethodDefinition(handle);
            var type = image.Metadata.GetTypeDefinition(method.GetDeclaringType());
            if (method.GetGenericParameters().Count == 0 && type.GetGenericParameters().Count == 0
                && image.Module.ResolveMethod(MetadataTokens.GetToken(handle)) is { } resolved)
            {
                return profiler.ModuleOf(resolved.MethodHandle.Value);
            }
        }

        return 0;
    }
}
