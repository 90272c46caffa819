using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Attaching;

/// <summary>The framework's assemblies that a program brings along, beside its own or inside its single file.</summary>
internal sealed class FrameworkImages : IDisposable
{
    private const string CoreLibrary = "System.Private.CoreLib.dll";

    private readonly Func<string, byte[]?> _read;
    private readonly Dictionary<string, (PEReader Image, MetadataReader Metadata)?> _open = new(StringComparer.Ordinal);

    public FrameworkImages(Func<string, byte[]?> read) => _read = read;

    /// <summary>Null where the framework is a shared one, which nobody trims, or can't be found.</summary>
    public static FrameworkImages? BroughtBy(TargetFacts facts, Bundle? bundle)
    {
        if (bundle?.Has(CoreLibrary) == true)
        {
            return new FrameworkImages(bundle.Read);
        }

        return facts.Mapped?.Find(CoreLibrary) is { } library && !IsShared(library)
            ? new FrameworkImages(name => Content(Path.Combine(facts.Root.Outside(Path.GetDirectoryName(library)!), name)))
            : null;
    }

    /// <summary>Metadata of an assembly; null where there is none.</summary>
    public MetadataReader? Find(string assembly)
    {
        if (!_open.TryGetValue(assembly, out var known))
        {
            _open[assembly] = known = Open(_read(assembly + ".dll"));
        }

        return known?.Metadata;
    }

    public void Dispose()
    {
        foreach (var open in _open.Values)
        {
            open?.Image.Dispose();
        }
    }

    private static bool IsShared(string library) =>
        Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(library))) == "Microsoft.NETCore.App";

    private static (PEReader, MetadataReader)? Open(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        var image = new PEReader(new MemoryStream(bytes, writable: false));
        return image.HasMetadata ? (image, image.GetMetadataReader()) : null;
    }

    private static byte[]? Content(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
