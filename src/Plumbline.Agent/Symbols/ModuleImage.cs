using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// One loaded module, read from the metadata the runtime itself mapped. Nothing here loads a type or runs code of the
/// assembly. The reader points into the mapped image, which lives as long as <see cref="Assembly"/>.
/// </summary>
internal sealed class ModuleImage
{
    private LambdaNumbers? _lambdas;
    private StateMachines? _stateMachines;
    private CapturedParameters? _captured;

    private ModuleImage(Assembly assembly, MetadataReader metadata, nint metadataAddress)
    {
        Assembly = assembly;
        Metadata = metadata;
        MetadataAddress = metadataAddress;
        Mvid = metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        Name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        Path = assembly.Location is { Length: > 0 } location ? location : null;
        IsCollectible = assembly.IsCollectible;
        LoadContext = ContextName(assembly);
        IsFramework = FrameworkAssemblies.Contains(Path, Name, metadata);
    }

    public Assembly Assembly { get; }

    public Module Module => Assembly.ManifestModule;

    public MetadataReader Metadata { get; }

    /// <summary>Where the runtime mapped the metadata.</summary>
    public nint MetadataAddress { get; }

    public Guid Mvid { get; }

    /// <summary>Simple name of the assembly.</summary>
    public string Name { get; }

    /// <summary>Name of the load context, or null for the default one.</summary>
    public string? LoadContext { get; }

    public bool IsCollectible { get; }

    /// <summary>Whether the assembly belongs to a shared framework (the runtime, ASP.NET) rather than to the application.</summary>
    public bool IsFramework { get; }

    /// <summary>Whether this is the agent: its code is never searched and never probed.</summary>
    public bool IsAgent => Assembly == typeof(ModuleImage).Assembly;

    /// <summary>File the assembly was loaded from, or null for assemblies loaded from memory or from a single-file bundle.</summary>
    public string? Path { get; }

    public LambdaNumbers Lambdas => _lambdas ??= new LambdaNumbers(Metadata);

    public StateMachines StateMachines => _stateMachines ??= new StateMachines(Metadata);

    public CapturedParameters Captured => _captured ??= new CapturedParameters(this);

    /// <summary>Reads an assembly, or gives null where it has no metadata that can be read: made at run time, or damaged.</summary>
    public static unsafe ModuleImage? Of(Assembly assembly)
    {
        if (assembly.IsDynamic || !assembly.TryGetRawMetadata(out var blob, out var length))
        {
            return null;
        }

        try
        {
            return new ModuleImage(assembly, new MetadataReader(blob, length), (nint)blob);
        }
        catch (BadImageFormatException)
        {
            // The runtime accepts some images that the reader does not (obfuscated ones); they can't be searched.
            return null;
        }
    }

    public override string ToString() => LoadContext is null ? Name : $"{Name}[{LoadContext}]";

    private static string? ContextName(Assembly assembly)
    {
        var context = AssemblyLoadContext.GetLoadContext(assembly);
        return context is null || context == AssemblyLoadContext.Default ? null : context.Name ?? context.GetType().Name;
    }
}
