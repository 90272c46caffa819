using System.Text;

namespace Plumbline.Attach.Attaching;

/// <summary>The mounts of one process, from <c>/proc/PID/mountinfo</c>.</summary>
internal sealed class MountTable
{
    private readonly List<(string Point, string[] Options)> _mounts = [];

    public static MountTable Parse(string mountinfo)
    {
        const int PointField = 4;
        const int OptionsField = 5;
        var table = new MountTable();
        foreach (var line in mountinfo.Split('\n'))
        {
            var fields = line.Split(' ');
            if (fields.Length > OptionsField)
            {
                table._mounts.Add((Unescape(fields[PointField]), fields[OptionsField].Split(',')));
            }
        }

        return table;
    }

    /// <summary>Whether the file system that holds the path was mounted with that option. Of two mounts on one point the later counts.</summary>
    public bool Has(string path, string option)
    {
        (string Point, string[] Options) best = ("", []);
        foreach (var mount in _mounts)
        {
            if (Holds(mount.Point, path) && mount.Point.Length >= best.Point.Length)
            {
                best = mount;
            }
        }

        return best.Options.Contains(option, StringComparer.Ordinal);
    }

    private static bool Holds(string point, string path) =>
        point == "/" || path == point || (path.StartsWith(point, StringComparison.Ordinal) && path[point.Length] == '/');

    /// <summary>Blanks and the like are written as a backslash and three octal digits.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\'))
        {
            return text;
        }

        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length)
            {
                result.Append((char)Convert.ToInt32(text.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
