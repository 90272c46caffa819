using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// The PE image of a module: its file, when that is still the one that was loaded, else the image as the runtime mapped it.
/// The runtime's own API gives only the metadata; the debug directory and the IL lie elsewhere in the image.
/// </summary>
internal static class ImageFile
{
    /// <summary>Null where neither can be read.</summary>
    /// <exception cref="BadImageFormatException">The file is damaged.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static PEReader? Open(ModuleImage image)
    {
        if (image.Path is { } path && File.Exists(path))
        {
            var file = new PEReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            if (file.HasMetadata && MvidOf(file) == image.Mvid)
            {
                return file;
            }

            file.Dispose();
        }

        return MappedImage.Open(image);
    }

    private static Guid MvidOf(PEReader file)
    {
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
