namespace Plumbline.Attach.Doctor;

internal enum HostKind
{
    Other,
    SingleFile,
    NativeAot,
}

/// <summary>Tells a single-file CoreCLR host from a NativeAOT program by the symbols that debuggers look for in them.</summary>
internal static class HostFile
{
    private static readonly byte[] s_coreClr = [.. "DotNetRuntimeInfo"u8, 0];
    private static readonly byte[] s_nativeAot = [.. "DotNetRuntimeDebugHeader"u8, 0];

    /// <summary>Null where the file may not be read.</summary>
    public static HostKind? KindOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return KindOf(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static HostKind KindOf(Stream file)
    {
        const int Overlap = 64;
        var buffer = new byte[1 << 20];
        var kept = 0;
        var aot = false;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var window = buffer.AsSpan(0, kept + read);
            if (window.IndexOf(s_coreClr) >= 0)
            {
                return HostKind.SingleFile;
            }

            aot |= window.IndexOf(s_nativeAot) >= 0;
            kept = Math.Min(Overlap, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return aot ? HostKind.NativeAot : HostKind.Other;
    }
}
