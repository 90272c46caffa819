using System.Runtime.InteropServices;

namespace Plumbline.Attach.Attaching;

/// <summary>The few calls that .NET does not offer.</summary>
internal static unsafe partial class LibC
{
    public const int WriteAndSearch = 2 | 1;

    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7FF;

    /// <summary>Zero where the caller may do <paramref name="mode"/>; else -1 and errno.</summary>
    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint uid, uint gid);

    /// <summary>Null where there is no such file or it may not be looked at. Does not follow a link in the last place.</summary>
    public static FileOwner? Stat(string path)
    {
        // PERF: statx has one layout on every architecture, unlike stat.
        var buffer = stackalloc byte[256];
        if (Statx(CurrentDirectory, path, NoFollow, BasicStats, buffer) != 0)
        {
            return null;
        }

        return new FileOwner(*(uint*)(buffer + 20), *(ushort*)(buffer + 28));
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte* buffer);
}

/// <param name="Uid">Owner.</param>
/// <param name="Mode">Type and permission bits.</param>
internal sealed record FileOwner(uint Uid, ushort Mode)
{
    private const int TypeBits = 0xF000;
    private const int Directory = 0x4000;
    private const int SymbolicLink = 0xA000;

    public bool IsDirectory => (Mode & TypeBits) == Directory;

    public bool IsLink => (Mode & TypeBits) == SymbolicLink;

    /// <summary>Whether nobody but the owner may do anything with it.</summary>
    public bool IsPrivate => (Mode & 0x3F) == 0;

    /// <summary>Whether that user may go through this directory; its groups are not known, so they don't count.</summary>
    public bool LetsThrough(uint uid) => uid == 0 || (Mode & 1) != 0 || (uid == Uid && (Mode & 0x40) != 0);
}
