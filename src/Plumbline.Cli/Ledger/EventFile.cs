using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Plumbline.Cli.Ledger;

/// <summary>
/// The events of a file or a stream: one object a line, one object, an array of objects, or several of these one after the other. It is read in
/// portions, and what is no JSON is an event, too: the ledger keeps it and says why it can't be read.
/// </summary>
internal static class EventFile
{
    private const int Portion = 64 * 1024;

    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="most">Bytes of one event; of a longer one the rest is passed over.</param>
    public static IEnumerable<byte[]> Events(Stream stream, int most)
    {
        using var buffered = new BufferedStream(stream, Portion);
        var first = Line(buffered, most, out var more);
        while (first.Length == 0 && more)
        {
            first = Line(buffered, most, out more);
        }

        first = first.AsSpan().StartsWith("\uFEFF"u8) ? first[3..] : first;
        foreach (var one in first.Length > 0 && IsWhole(first) ? Lines(first, buffered, most) : Values(first, buffered, most, more))
        {
            yield return one;
        }
    }

    private static IEnumerable<byte[]> Lines(byte[] first, Stream rest, int most)
    {
        yield return first;
        for (var more = true; more;)
        {
            if (Line(rest, most, out more) is { Length: > 0 } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Objects of any layout: each from its first brace to the one that closes it, also within one array around all.</summary>
    private static IEnumerable<byte[]> Values(byte[] first, Stream rest, int most, bool more)
    {
        var value = new EventScan(most);
        foreach (var one in first)
        {
            if (value.Take(one))
            {
                yield return value.Give();
            }
        }

        if (more && value.Take((byte)'\n'))
        {
            yield return value.Give();
        }

        for (int one; more && (one = rest.ReadByte()) >= 0;)
        {
            if (value.Take((byte)one))
            {
                yield return value.Give();
            }
        }

        if (value.Give() is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    private static bool IsWhole(byte[] line)
    {
        if (line[0] != '{')
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Line(Stream stream, int most, out bool more)
    {
        var line = new ArrayBufferWriter<byte>();
        int one;
        while ((one = stream.ReadByte()) >= 0 && one != '\n')
        {
            if (line.WrittenCount <= most)
            {
                line.Write([(byte)one]);
            }
        }

        more = one >= 0;
        return line.WrittenSpan.Trim(" \r\t"u8).ToArray();
    }
}
