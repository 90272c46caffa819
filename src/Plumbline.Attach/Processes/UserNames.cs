using System.Globalization;

namespace Plumbline.Attach.Processes;

/// <summary>User names from <c>/etc/passwd</c>; a user that is not listed there keeps its number.</summary>
internal static class UserNames
{
    private static readonly Lazy<Dictionary<uint, string>> s_names = new(Load);

    public static string Of(uint uid) =>
        s_names.Value.TryGetValue(uid, out var name) ? name : uid.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<uint, string> Load()
    {
        var names = new Dictionary<uint, string>();
        if (!File.Exists("/etc/passwd"))
        {
            return names;
        }

        foreach (var line in File.ReadLines("/etc/passwd"))
        {
            var fields = line.Split(':');
            if (fields.Length > 2 && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var uid))
            {
                names.TryAdd(uid, fields[0]);
            }
        }

        return names;
    }
}
