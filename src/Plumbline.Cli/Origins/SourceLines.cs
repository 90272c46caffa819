using System.Text;
using Plumbline.Origin.Lines;

namespace Plumbline.Cli.Origins;

/// <summary>The lines of a file as text: without line ends, what is no UTF-8 replaced.</summary>
internal static class SourceLines
{
    public static string[] Of(ReadOnlySpan<byte> content, int count)
    {
        var lines = new string[count];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            var rest = content[Math.Min(at, content.Length)..];
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            lines[i] = Encoding.UTF8.GetString(i == 0 ? ByteOrderMark.Skip(line) : line);
            at = end < 0 ? content.Length : at + end + 1;
        }

        return lines;
    }
}
