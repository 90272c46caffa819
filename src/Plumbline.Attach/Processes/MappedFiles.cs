namespace Plumbline.Attach.Processes;

/// <summary>The files that a process has mapped, from <c>/proc/PID/maps</c>.</summary>
internal sealed class MappedFiles
{
    private readonly List<string> _paths;

    private MappedFiles(List<string> paths) => _paths = paths;

    /// <summary>Null where the maps may not be read.</summary>
    public static MappedFiles? Read(int pid) => ProcFile.Text(pid, "maps") is { } text ? Parse(text) : null;

    public static MappedFiles Parse(string maps)
    {
        var paths = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in maps.AsSpan().EnumerateLines())
        {
            var slash = line.IndexOf('/');
            if (slash >= 0)
            {
                var path = line[slash..].ToString();
                if (seen.Add(path))
                {
                    paths.Add(path);
                }
            }
        }

        return new MappedFiles(paths);
    }

    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Path of the first mapped file of that name, or null. A replaced file still counts under its old name.</summary>
    public string? Find(string fileName) => _paths.Find(p => NameOf(p).Equals(fileName, StringComparison.Ordinal));

    public string? FindStart(string prefix) => _paths.Find(p => NameOf(p).StartsWith(prefix, StringComparison.Ordinal));

    public static ReadOnlySpan<char> NameOf(string path)
    {
        const string Deleted = " (deleted)";
        var name = Path.GetFileName(path.AsSpan());
        return name.EndsWith(Deleted) ? name[..^Deleted.Length] : name;
    }
}
