using System.Buffers.Text;
using System.Text;
using Plumbline.Origin;

namespace Plumbline.Git;

/// <summary>Reads the raw bytes of a commit object. A header that is missing or damaged gives an empty value, as such commits exist.</summary>
internal static class CommitParser
{
    public static CommitFacts Parse(string id, string[] parents, ReadOnlySpan<byte> raw)
    {
        int end = raw.IndexOf("\n\n"u8);
        ReadOnlySpan<byte> headers = end < 0 ? raw : raw[..end];
        ReadOnlySpan<byte> message = end < 0 ? default : raw[(end + 2)..];
        (string Name, string Mail, long Time) author = ("", "", 0), committer = author;
        Encoding encoding = Encoding.UTF8;
        foreach (Range part in headers.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = headers[part];
            if (line.StartsWith("encoding "u8))
            {
                encoding = Named(line[9..]);
            }
        }

        foreach (Range part in headers.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = headers[part];
            if (line.StartsWith("author "u8))
            {
                author = Person(line[7..], encoding);
            }
            else if (line.StartsWith("committer "u8))
            {
                committer = Person(line[10..], encoding);
            }
        }

        return new CommitFacts(id, parents, author.Name, author.Mail, committer.Name, committer.Mail, author.Time, committer.Time, encoding.GetString(message));
    }

    /// <summary>When a commit says that it was committed; 0 where it does not.</summary>
    public static long CommitTime(ReadOnlySpan<byte> raw)
    {
        int end = raw.IndexOf("\n\n"u8);
        ReadOnlySpan<byte> headers = end < 0 ? raw : raw[..end];
        int at = headers.IndexOf("\ncommitter "u8);
        ReadOnlySpan<byte> line = at < 0 ? default : headers[(at + 1)..];
        int feed = line.IndexOf((byte)'\n');
        return TimeOf(feed < 0 ? line : line[..feed]);
    }

    private static (string Name, string Mail, long Time) Person(ReadOnlySpan<byte> line, Encoding encoding)
    {
        int open = line.IndexOf((byte)'<'), close = line.LastIndexOf((byte)'>');
        if (open < 0 || close < open)
        {
            return (encoding.GetString(line), "", 0);
        }

        return (encoding.GetString(line[..open].TrimEnd((byte)' ')), encoding.GetString(line[(open + 1)..close]), TimeOf(line));
    }

    private static long TimeOf(ReadOnlySpan<byte> person) =>
        Utf8Parser.TryParse(person[(person.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' '), out long time, out _) ? time : 0;

    private static Encoding Named(ReadOnlySpan<byte> name)
    {
        try
        {
            return Encoding.GetEncoding(Encoding.ASCII.GetString(name));
        }
        catch (ArgumentException)
        {
            // An encoding that .NET does not know: the ASCII part still reads right.
            return Encoding.Latin1;
        }
    }
}
