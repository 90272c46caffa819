using System.Reflection;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Symbols;

/// <summary>The modules of this process, each read once. Collectible assemblies are not kept alive.</summary>
internal sealed class LoadedModules : IDisposable
{
    private readonly ConditionalWeakTable<Assembly, ModuleImage> _images = new();
    private readonly Action<Assembly> _loaded;
    private readonly Action<Exception> _failed;

    /// <param name="loaded">
    /// Called on the loading thread for each assembly that is loaded from now on. SAFETY: the load may be in the middle of anything, so
    /// it must do no more than take note.
    /// </param>
    /// <param name="failed">Takes an exception of <paramref name="loaded"/>, which must not reach the loading thread.</param>
    public LoadedModules(Action<Assembly> loaded, Action<Exception> failed)
    {
        _loaded = loaded;
        _failed = failed;
        AppDomain.CurrentDomain.AssemblyLoad += OnLoad;
    }

    /// <summary>Assemblies made at run time, which have no metadata to search; counted at the last snapshot.</summary>
    public int Unsearchable { get; private set; }

    public ModuleImage[] Snapshot()
    {
        var images = new List<ModuleImage>();
        var unsearchable = 0;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (ImageOf(assembly) is not { } image)
            {
                unsearchable++;
            }
            else if (!image.IsAgent)
            {
                images.Add(image);
            }
        }

        Unsearchable = unsearchable;
        return [.. images];
    }

    /// <summary>The module of an assembly; null where it has no metadata that can be read.</summary>
    public ModuleImage? Find(Assembly assembly) => ImageOf(assembly);

    public void Dispose() => AppDomain.CurrentDomain.AssemblyLoad -= OnLoad;

    private ModuleImage? ImageOf(Assembly assembly)
    {
        if (_images.TryGetValue(assembly, out var known))
        {
            return known;
        }

        var image = ModuleImage.Of(assembly);
        if (image is not null)
        {
            _images.AddOrUpdate(assembly, image);
        }

        return image;
    }

    private void OnLoad(object? sender, AssemblyLoadEventArgs args)
    {
        try
        {
            if (args.LoadedAssembly != typeof(LoadedModules).Assembly)
            {
                _loaded(args.LoadedAssembly);
            }
        }
        catch (Exception error)
        {
            // SAFETY: an exception here would surface in the user's own load of the assembly.
            _failed(error);
        }
    }
}
