using System.Buffers.Binary;

namespace Plumbline.Attach.Attaching;

/// <summary>The header of an ELF file.</summary>
internal static class ElfFile
{
    /// <summary>Name of the processor such as <c>x64</c>; null where the file is no 64-bit ELF or may not be read.</summary>
    public static string? ArchitectureOf(string path) => Header(path) is { } header
        ? BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(18)) switch
        {
            62 => "x64",
            183 => "arm64",
            243 => "riscv64",
            258 => "loongarch64",
            var machine => $"machine {machine}",
        }
        : null;

    public static bool IsSharedObject(string path) =>
        Header(path) is { } header && BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(16)) == 3;

    private static byte[]? Header(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var header = new byte[20];
            var read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            var is64LittleEndian = header is [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..];
            return read == header.Length && is64LittleEndian ? header : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
