using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>
/// Where maps are kept, one a commit, and the log of all changes. Everything here can be made anew, so trouble with a file is never an error: the work is
/// done again.
/// </summary>
/// <param name="folder">The folder for all that is kept, <c>.plumbline</c>.</param>
/// <param name="world">A digest of what changes the history itself: replacements, grafts, the options.</param>
internal sealed class OriginFolder(string folder, string world)
{
    private const int MostMaps = 8;
    private const string MapEnd = ".map";
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _place = Path.Combine(folder, "origin");

    private string LogPath => Path.Combine(_place, "changes.log");

    /// <summary>The map of a commit, made with the pull-request refs of that digest.</summary>
    public OriginMap? ReadMap(ObjectId commit, string refs) => KeptFile.Read(MapPath(commit, refs), (bytes, from) => MapFile.Read(bytes, from, null));

    /// <summary>The map of a commit that was made under the same terms, whatever the refs were.</summary>
    public OriginMap? ReadMap(ObjectId commit, Func<string> terms) =>
        Kept($"{commit}-{world}-*{MapEnd}").Select(path => KeptFile.Read(path, (bytes, from) => MapFile.Read(bytes, from, terms()))).FirstOrDefault(map => map is not null);

    /// <summary>The commits that there are maps of, the latest made first.</summary>
    public IEnumerable<ObjectId> MappedCommits() =>
        Kept($"*-{world}-*{MapEnd}").Select(path => Path.GetFileName(path).Split('-')[0]).Where(id => id.Length is 40 or 64)
            .Select(id => ObjectId.Parse(Encoding.ASCII.GetBytes(id))).Distinct();

    public ChangeLog ReadLog() => KeptFile.Read(LogPath, (bytes, from) => from.Text() == world ? ChangeLog.Read(bytes, from) : throw new InvalidDataException()) ?? new ChangeLog();

    public void Write(ObjectId commit, string refs, string terms, OriginMap map, ChangeLog log)
    {
        try
        {
            Directory.CreateDirectory(_place, OwnFolder);
            string ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }

            var content = new PackedWriter();
            MapFile.Write(content, terms, map);
            KeptFile.Write(MapPath(commit, refs), content);
            if (log.IsNew)
            {
                content.Clear();
                content.Text(world);
                log.Write(content);
                KeptFile.Write(LogPath, content);
            }

            foreach (string old in Kept($"*{MapEnd}").Skip(MostMaps))
            {
                File.Delete(old);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be written to costs time at the next run, not this one's answer.
            return;
        }
    }

    private string MapPath(ObjectId commit, string refs) => Path.Combine(_place, $"{commit}-{world}-{refs}{MapEnd}");

    private IEnumerable<string> Kept(string pattern) =>
        Directory.Exists(_place) ? Directory.GetFiles(_place, pattern).OrderByDescending(File.GetLastWriteTimeUtc) : [];
}
