using System.IO.Compression;
using System.Text;

namespace Plumbline.Attach.Processes;

/// <summary>
/// What a single-file program carries inside its executable (format: dotnet/runtime,
/// src/native/corehost/bundle). The file is somebody else's: everything in it is checked against its length.
/// </summary>
internal sealed class Bundle
{
    private const int MostEntries = 20_000;
    private const long MostBytes = 256 * 1024 * 1024;
    private const uint OldestMajor = 2;
    private const uint FirstWithCompression = 6;

    /// <summary>Marks, in every host, the place before which the bundle's offset stands.</summary>
    private static readonly byte[] s_signature =
        Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    private readonly string _path;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Entry _config;

    private Bundle(string path, BinaryReader reader)
    {
        _path = path;
        var major = reader.ReadUInt32();
        reader.ReadUInt32();
        var count = reader.ReadInt32();
        if (major < OldestMajor || count is < 0 or > MostEntries)
        {
            throw new InvalidDataException("The header of the bundle is not one that is known.");
        }

        reader.ReadString();
        reader.BaseStream.Seek(2 * sizeof(long), SeekOrigin.Current);
        _config = new Entry(reader.ReadInt64(), reader.ReadInt64(), 0);
        reader.ReadUInt64();
        for (var i = 0; i < count; i++)
        {
            var entry = new Entry(reader.ReadInt64(), reader.ReadInt64(), major >= FirstWithCompression ? reader.ReadInt64() : 0);
            reader.ReadByte();
            _entries[reader.ReadString()] = entry;
        }
    }

    /// <summary>Null where the program is no single file, or may not be read.</summary>
    public static Bundle? Of(string executable)
    {
        try
        {
            using var file = File.OpenRead(executable);
            if (HeaderOffset(file) is not (> 0 and var offset) || offset >= file.Length)
            {
                return null;
            }

            file.Position = offset;
            using var reader = new BinaryReader(file, Encoding.UTF8);
            return new Bundle(executable, reader);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return null;
        }
    }

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>Content of a file in the bundle; null where there is none of that name, or it is damaged.</summary>
    public byte[]? Read(string name) => _entries.TryGetValue(name, out var entry) ? Read(entry) : null;

    /// <summary>The <c>runtimeconfig.json</c>, or null.</summary>
    public byte[]? ReadConfig() => _config.Size > 0 ? Read(_config) : null;

    private byte[]? Read(Entry entry)
    {
        try
        {
            using var file = File.OpenRead(_path);
            var stored = entry.Compressed > 0 ? entry.Compressed : entry.Size;
            if (entry.Offset < 0 || stored < 0 || entry.Size is < 0 or > MostBytes || stored > file.Length - entry.Offset)
            {
                return null;
            }

            file.Position = entry.Offset;
            var bytes = new byte[entry.Size];
            using Stream content = entry.Compressed > 0 ? new DeflateStream(file, CompressionMode.Decompress) : file;
            content.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (IsDamage(e))
        {
            return null;
        }
    }

    /// <summary>The eight bytes before the signature; 0 in a host that carries nothing.</summary>
    private static long? HeaderOffset(FileStream file)
    {
        const int Before = sizeof(long);
        var overlap = Before + s_signature.Length;
        var buffer = new byte[1 << 20];
        var kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var window = buffer.AsSpan(0, kept + read);
            var found = window.IndexOf(s_signature);
            if (found >= Before)
            {
                return BitConverter.ToInt64(window[(found - Before)..]);
            }

            kept = Math.Min(overlap, window.Length);
            window[^kept..].CopyTo(buffer);
        }

        return null;
    }

    private static bool IsDamage(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException;

    /// <param name="Compressed">Bytes in the file where they are compressed, else 0.</param>
    private readonly record struct Entry(long Offset, long Size, long Compressed);
}
