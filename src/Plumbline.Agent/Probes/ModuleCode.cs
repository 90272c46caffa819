using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Native;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes;

/// <summary>A loaded module as the patcher sees it: the runtime's identity of it, its tokens, its bodies.</summary>
internal sealed class ModuleCode
{
    private readonly Profiler _profiler;
    private readonly EmittedSignatures _signatures;
    private readonly Dictionary<int, BodyModel> _bodies = [];

    public ModuleCode(Profiler profiler, ModuleImage image, Func<string, MetadataReader?> assemblies)
    {
        _profiler = profiler;
        Image = image;
        Id = FindId(profiler, image);
        _signatures = new EmittedSignatures(new MetadataSignatures(image.Metadata, assemblies));
        Tokens = new ModuleTokens(
            image.Metadata,
            _signatures,
            blob => profiler.Signature(Id, blob),
            blob => profiler.TypeSpec(Id, blob),
            (scope, name) => profiler.TypeRef(Id, scope, name));
    }

    public ModuleImage Image { get; }

    /// <summary>The runtime's ModuleID.</summary>
    public nint Id { get; }

    public ModuleTokens Tokens { get; }

    public BodyModel Body(int token)
    {
        if (!_bodies.TryGetValue(token, out var body))
        {
            body = _bodies[token] = new BodyModel(Image.Metadata, token, _profiler.Body(Id, token).ToArray(), Tokens, _signatures);
        }

        return body;
    }

    /// <summary>The module of any method that is no open generic: the handle of such a method leads to the module it was loaded into.</summary>
    private static nint FindId(Profiler profiler, ModuleImage image)
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

        throw new WeaveException($"{image.Name} has no method that is not generic, so the runtime's module can't be found");
    }
}
