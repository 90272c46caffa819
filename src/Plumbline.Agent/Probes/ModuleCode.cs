using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Native;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Watching;
using Plumbline.Agent.Weaving;

namespace Plumbline.Agent.Probes;

/// <summary>A loaded module as the patcher sees it: the runtime's identity of it, its tokens, its bodies.</summary>
internal sealed class ModuleCode
{
    private readonly Profiler _profiler;
    private readonly EmittedSignatures _signatures;
    private BodyModel? _last;

    public ModuleCode(Profiler profiler, ModuleImage image, Func<string, MetadataReader?> assemblies)
    {
        _profiler = profiler;
        Image = image;
        Id = ModuleIds.Find(profiler, image);
        if (Id == 0)
        {
            throw new WeaveException($"{image.Name} has no method that is not generic, so the runtime's module can't be found");
        }

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

    /// <summary>Gives back what was remembered to weave faster: it is read again when a body is woven next.</summary>
    public void Forget()
    {
        Volatile.Write(ref _last, null);
        _signatures.Forget();
    }

    /// <summary>A body as it is in the image. The last one is kept, as it is asked for several times in a row.</summary>
    public BodyModel Body(int token)
    {
        var body = Volatile.Read(ref _last);
        if (body?.Token != token)
        {
            Volatile.Write(ref _last, body = new BodyModel(Image.Metadata, token, _profiler.Body(Id, token).ToArray(), Tokens, _signatures));
        }

        return body!;
    }
}
