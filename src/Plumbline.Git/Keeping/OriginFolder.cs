using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Keeping;

/// <summary>
/// Where maps are kept, one a commit, and the log of all changes. Everything here can be made anew, so trouble with a file is never an error: the work is
/// done again.
/// </summary>
/// <param name="folder">The folder for all that is kept, <c>.plumbline</c>.</param>
/// <param name="shape">A digest of what changes the history itself: replacements, grafts; and of the program.</param>
/// <param name="world">A digest of that and of the options.</param>
internal sealed class OriginFolder(string folder, string shape, string world)
{
    private const int MostMaps = 8;
    private const int RoomForMap = 16 << 20;
    private const string MapEnd = ".map";
    private static readonly TimeSpan s_longestWrite = TimeSpan.FromHours(1);
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _place = Path.Combine(folder, "origin");

    private GrowingFile LogFile => field ??= new GrowingFile(Path.Combine(_place, "changes.log"));

    /// <summary>The map of a commit, made with the pull-request refs of that digest.</summary>
    public OriginMap? ReadMap(ObjectId commit, string refs) => KeptFile.Read(MapPath(commit, refs), from => MapFile.Read(from, null));

    /// <summary>The map of a commit that was made under the same terms, whatever the refs were.</summary>
    public OriginMap? ReadMap(ObjectId commit, Func<string> terms) =>
        Kept($"{commit}-{world}-*{MapEnd}").Select(path => KeptFile.Read(path, from => MapFile.Read(from, terms()))).FirstOrDefault(map => map is not null);

    /// <summary>The commits that there are maps of, the latest made first.</summary>
    public IEnumerable<ObjectId> MappedCommits() =>
        Kept($"*-{world}-*{MapEnd}").Select(path => Path.GetFileName(path).Split('-')[0]).Where(id => id.Length is 40 or 64)
            .Select(id => ObjectId.Parse(Encoding.ASCII.GetBytes(id))).Distinct();

    public ChangeLog ReadLog()
    {
        var log = new ChangeLog();
        try
        {
            LogFile.Read(piece => log.Read(piece, shape));
            return log;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Without it the commits are compared once more.
            return new ChangeLog();
        }
    }

    public void Write(ObjectId commit, string refs, string terms, OriginMap map, ChangeLog log) => Write(() =>
    {
        var content = new PackedWriter(RoomForMap);
        MapFile.Write(content, terms, map);
        KeptFile.Write(MapPath(commit, refs), content);
        Add(log);
    });

    public void Write(ChangeLog log)
    {
        if (log.IsNew)
        {
            Write(() => Add(log));
        }
    }

    private void Add(ChangeLog log)
    {
        if (log.IsNew)
        {
            var content = new PackedWriter();
            log.Write(content, shape);
            LogFile.Add(content);
        }
    }

    private void Write(Action write)
    {
        try
        {
            Directory.CreateDirectory(_place, OwnFolder);
            string ignore = Path.Combine(folder, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }

            write();
            IEnumerable<string> broken = Kept($"*{KeptFile.HalfEnd}").Where(path => File.GetLastWriteTimeUtc(path) < DateTime.UtcNow - s_longestWrite);
            foreach (string old in Kept($"*{MapEnd}").Skip(MostMaps).Concat(broken))
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
