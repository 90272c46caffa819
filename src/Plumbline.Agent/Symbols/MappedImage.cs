using System.Reflection.PortableExecutable;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// Finds the PE image around a module's metadata in this process's memory. SAFETY: memory is read through
/// <c>/proc/self/mem</c>, where an address that is not mapped gives an error and not a fault; and an image counts only when
/// its own headers put the metadata exactly where the runtime has it.
/// </summary>
internal static class MappedImage
{
    private const int Page = 4096;
    private const int BundleAlignment = 16;
    private const long MaxDistance = 512L * 1024 * 1024;
    private const string Memory = "/proc/self/mem";

    public static PEReader? Open(ModuleImage image)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            return Search(image.MetadataAddress);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Some hardened systems close /proc; then the image is simply not to be had.
            return null;
        }
    }

    private static PEReader? Search(long metadata)
    {
        using var memory = File.OpenHandle(Memory, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[Page];
        for (var page = metadata / Page * Page; page > 0 && metadata - page < MaxDistance; page -= Page)
        {
            if (!TryRead(memory, bytes, page))
            {
                return null;
            }

            // An image that was mapped by itself begins a page. In a single file, assemblies lie one behind the other.
            for (var start = Page - BundleAlignment; start >= 0; start -= BundleAlignment)
            {
                if (bytes[start] == 'M' && bytes[start + 1] == 'Z' && page + start < metadata && At(page + start, metadata) is { } image)
                {
                    return image;
                }
            }
        }

        return null;
    }

    private static bool TryRead(Microsoft.Win32.SafeHandles.SafeFileHandle memory, Span<byte> bytes, long address)
    {
        try
        {
            return RandomAccess.Read(memory, bytes, address) == bytes.Length;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static PEReader? At(long address, long metadata) => At(address, metadata, loaded: false) ?? At(address, metadata, loaded: true);

    private static PEReader? At(long address, long metadata, bool loaded)
    {
        var length = (int)Math.Min(MappedLength(address), int.MaxValue);
        PEReader? reader = null;
        var isIt = false;
        try
        {
            reader = new PEReader(new MemoryWindow(Memory, address, length), loaded ? PEStreamOptions.IsLoadedImage : PEStreamOptions.Default);
            isIt = address + reader.PEHeaders.MetadataStartOffset == metadata;
            return isIt ? reader : null;
        }
        catch (Exception error) when (error is BadImageFormatException or IOException or ArgumentException or OverflowException)
        {
            // Two letters that were no image after all; the search goes on.
            return null;
        }
        finally
        {
            if (!isIt)
            {
                reader?.Dispose();
            }
        }
    }

    /// <summary>Bytes that are mapped without a gap from an address on.</summary>
    private static long MappedLength(long address)
    {
        var end = address;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var dash = line.IndexOf('-', StringComparison.Ordinal);
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var from = Convert.ToInt64(line[..dash], 16);
            var to = Convert.ToInt64(line[(dash + 1)..space], 16);
            if (from <= end && end < to)
            {
                end = to;
            }
            else if (from > end)
            {
                break;
            }
        }

        return end - address;
    }
}
