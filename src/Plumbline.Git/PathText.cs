using System.Text;
using System.Text.Unicode;

namespace Plumbline.Git;

/// <summary>Paths are bytes to git and text to people.</summary>
internal static class PathText
{
    /// <summary>UTF-8; a byte that is none is written as a backslash and three octal digits.</summary>
    public static string Of(ReadOnlySpan<byte> path)
    {
        if (Utf8.IsValid(path))
        {
            return Encoding.UTF8.GetString(path);
        }

        var text = new StringBuilder();
        while (path.Length > 0)
        {
            if (Rune.DecodeFromUtf8(path, out Rune rune, out int used) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune);
            }
            else
            {
                for (int i = 0; i < used; i++)
                {
                    text.Append('\\').Append(Convert.ToString(path[i], 8).PadLeft(3, '0'));
                }
            }

            path = path[used..];
        }

        return text.ToString();
    }
}
