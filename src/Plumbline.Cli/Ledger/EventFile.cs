using System.Text.Json;

namespace Plumbline.Cli.Ledger;

/// <summary>
/// The events of a file or a stream: one object a line, one object, an array of objects, or several of these one after the other. It is read in
/// portions, and what is no JSON is an event, too: the ledger keeps it and says why it can't be read.
/// </summary>
internal static class EventFile
{
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <param name="most">Bytes of one event; of a longer one the rest is passed over.</param>
    public static IEnumerable<byte[]> Events(Stream stream, int most)
    {
        var bytes = new EventBytes(stream);
        var first = bytes.Line(most, out var more);
        while (first.Length == 0 && more)
        {
            first = bytes.Line(most, out more);
        }

        first = first.AsSpan().StartsWith("\uFEFF"u8) ? first[3..] : first;
        foreach (var one in first.Length > 0 && IsWhole(first) ? Lines(first, bytes, most) : Values(first, bytes, most, more))
        {
            yield return one;
        }
    }

    private static IEnumerable<byte[]> Lines(byte[] first, EventBytes rest, int most)
    {
        yield return first;
        for (var more = true; more;)
        {
            if (rest.Line(most, out more) is { Length: > 0 } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Objects of any layout: each from its first brace to the one that closes it, also within one array around all.</summary>
    private static IEnumerable<byte[]> Values(byte[] first, EventBytes rest, int most, bool more)
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

        for (int one; more && (one = rest.Next()) >= 0;)
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
}
