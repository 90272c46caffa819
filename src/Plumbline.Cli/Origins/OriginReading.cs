using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Cli.Sources;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Lines;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Verdicts;
using Plumbline.Store;

namespace Plumbline.Cli.Origins;

/// <summary>One revision of one repository with all that is known of its lines.</summary>
internal sealed class OriginReading
{
    private const int LargestTraces = 256 * 1024 * 1024;

    private OriginReading(string folder, OriginMap map, OriginPolicy policy)
    {
        Folder = folder;
        Map = map;
        Policy = policy;
    }

    /// <summary>The root of the work tree, or of a bare repository.</summary>
    public string Folder { get; }

    public required RepositoryState State { get; init; }

    public OriginMap Map { get; }

    public OriginPolicy Policy { get; }

    public CommitFacts Revision => Map.Commits[Map.Revision];

    public required LineJudge Judge { get; init; }

    public required FileContents Contents { get; init; }

    public required GeneratedPaths Generated { get; init; }

    /// <summary>Claims of all stores, and what was found of notes.</summary>
    public required (ClaimBook Book, FoundNotes Notes, IReadOnlyList<string> Troubles) Claims { get; init; }

    /// <param name="context">Where the verb runs.</param>
    /// <param name="query">What is asked.</param>
    public static Task<OriginReading> OpenAsync(VerbContext context, OriginQuery query) => OpenAsync(context, AskedRevision.Open(context, query));

    public static OriginPolicy PolicyOf(VerbContext context) =>
        SettingsFile.Find(context.Terminal.Directory) is { } settings ? OriginSettings.From(SettingsFile.Load(settings)) : new OriginPolicy();

    /// <param name="context">Where the verb runs.</param>
    /// <param name="asked">The commit.</param>
    public static async Task<OriginReading> OpenAsync(VerbContext context, AskedRevision asked)
    {
        var policy = PolicyOf(context);
        var (state, id) = asked;
        var folder = asked.Folder;
        var options = new OriginOptions { CacheFolder = CacheOf(folder) };
        var map = await OriginReader.ReadAsync(folder, state, ObjectId.Parse(Encoding.ASCII.GetBytes(id)), options, context.Cancel).ConfigureAwait(false);
        var contents = new FileContents(folder, state, id);
        var claims = await ClaimsAsync(folder, state, id, contents, context.Cancel).ConfigureAwait(false);
        var attributes = await contents.OneAsync(".gitattributes", context.Cancel).ConfigureAwait(false);
        return new OriginReading(folder, map, policy)
        {
            State = state,
            Judge = new LineJudge(map, new CommitJudge(policy), claims.Book) { Landed = await LandedAsync(folder, state, id, map, claims.Book, context.Cancel).ConfigureAwait(false) },
            Contents = contents,
            Generated = new GeneratedPaths(policy.Generated, attributes is null ? "" : Encoding.UTF8.GetString(attributes)),
            Claims = claims,
        };
    }

    /// <summary>Where results are kept: beside the captures, out of git's sight.</summary>
    public static string CacheOf(string folder) => StorePlace.Find(folder, Environment.GetEnvironmentVariable).Folder;

    /// <summary>Says what the clone lacks.</summary>
    public void TellGaps(VerbContext context) => TellGaps(context, Map.Gaps);

    public static void TellGaps(VerbContext context, IEnumerable<string> gaps)
    {
        foreach (var gap in gaps)
        {
            context.Tell(SafeText.OneLine(gap));
        }
    }

    /// <summary>The one file that the user means: by its path from here or from the root, or by its end where no other ends so.</summary>
    /// <param name="context">Where the verb runs.</param>
    /// <param name="typed">What the user named.</param>
    /// <param name="isMeant">Whether a file is among those that are asked about.</param>
    public FileOrigins Find(VerbContext context, string typed, Func<FileOrigins, bool> isMeant)
    {
        var here = Here(context, Folder, typed);
        var file = Named(Map, here, typed);
        if (file is null || !isMeant(file))
        {
            var ending = Map.Files.Where(isMeant).Where(f => f.Path.EndsWith("/" + typed, StringComparison.OrdinalIgnoreCase)).ToList();
            file = ending.Count == 1 ? ending[0] : throw (file is null ? NotFound((typed, here), ending) : LeftOut(file));
        }

        if (file.Kind != FileKind.Text)
        {
            var cure = file.Kind == FileKind.Missing ? "`git fetch --refetch` gets it." : "Lines have origins; `plumb origin log --path` shows the commits of a file.";
            throw new LookupException(OriginFailure.NoLines, $"{file.Path} has no lines: {KindText(file.Kind)}.", cure);
        }

        // Not before: of a file that is missing itself, the failure says so.
        TellGaps(context);
        return file;
    }

    private static string Here(VerbContext context, string folder, string typed) =>
        Path.GetRelativePath(folder, Path.GetFullPath(typed, context.Terminal.Directory)).Replace('\\', '/');

    private static FileOrigins? Named(OriginMap map, string here, string typed) =>
        map.File(here) ?? map.File(typed) ?? map.File(typed.StartsWith("./", StringComparison.Ordinal) ? typed[2..] : typed);

    public static string KindText(FileKind kind) => kind switch
    {
        FileKind.Binary => "it is binary (UTF-16 counts as such, as for git)",
        FileKind.Symlink => "it is a symbolic link",
        FileKind.Submodule => "it is a submodule",
        FileKind.LargeFilePointer => "it is a pointer of Git LFS",
        _ => "contents of its history are not in this clone",
    };

    private LookupException LeftOut(FileOrigins file) =>
        new(OriginFailure.NotInRevision, $"{file.Path} is there at {Revision.Id[..9]}, but --path leaves it out.", "Without --path, any file may be named.");

    private LookupException NotFound((string Typed, string Here) asked, List<FileOrigins> ending)
    {
        var typed = asked.Typed;
        var name = typed[(typed.LastIndexOf('/') + 1)..];
        var near = ending.Count > 0 ? ending : [.. Map.Files.Where(f => Path.GetFileName(f.Path).Contains(name, StringComparison.OrdinalIgnoreCase)).OrderBy(f => f.Path.Length)];
        return new LookupException(
            ending.Count > 0 ? OriginFailure.AmbiguousPath : OriginFailure.NotInRevision,
            ending.Count > 0 ? $"{ending.Count} files at {Revision.Id[..9]} end in {typed}." : WhyNot(asked),
            "Paths are taken from here, or from the root of the repository; --rev asks another commit.",
            [.. near.Take(8).Select(f => f.Path)]);
    }

    private string WhyNot((string Typed, string Here) asked)
    {
        if (asked.Here == ".." || asked.Here.StartsWith("../", StringComparison.Ordinal))
        {
            return $"{asked.Typed} lies outside of the repository, {Folder}.";
        }

        var here = asked.Here.TrimEnd('/');
        return here == "." || Map.Files.Any(file => file.Path.StartsWith(here + "/", StringComparison.Ordinal)) ? $"{asked.Typed} is a folder: `plumb origin --path` sums up what is in it."
            : Map.Files.FirstOrDefault(file => file.Kind == FileKind.Submodule && here.StartsWith(file.Path + "/", StringComparison.Ordinal)) is { } module ? $"{asked.Typed} lies in the submodule {module.Path}, a repository of its own: --repo asks there."
            : $"There is no {asked.Typed} at {Revision.Id[..9]}.";
    }

    /// <summary>As it lies in the work tree, where tools keep it, else as it was committed.</summary>
    private static async Task<byte[]?> TracesAsync(string folder, FileContents contents, CancellationToken cancel)
    {
        var local = new FileInfo(Path.Combine(folder, AgentTrace.File));
        return local is { Exists: true, Length: < LargestTraces, LinkTarget: null }
            ? await File.ReadAllBytesAsync(local.FullName, cancel).ConfigureAwait(false)
            : await contents.OneAsync(AgentTrace.File, cancel).ConfigureAwait(false);
    }

    /// <summary>Only where a note may be on a squash merge that was unfolded: it costs a second replay.</summary>
    private static async Task<OriginMap?> LandedAsync(string folder, RepositoryState state, string id, OriginMap map, ClaimBook claims, CancellationToken cancel) =>
        map.Squashes.Unfolded > 0 && !claims.IsEmpty && HaveClaims(map, claims)
            ? await OriginReader.ReadAsync(folder, state, ObjectId.Parse(Encoding.ASCII.GetBytes(id)), new OriginOptions { CacheFolder = CacheOf(folder), Squashes = false }, cancel).ConfigureAwait(false)
            : null;

    private static bool HaveClaims(OriginMap map, ClaimBook claims)
    {
        var claimed = claims.Commits.ToHashSet(StringComparer.Ordinal);
        return map.Unfolded.Any(merge => claimed.Contains(map.Commits[merge].Id));
    }

    /// <summary>What notes and traces claim of the lines of a revision.</summary>
    public static async Task<(ClaimBook Book, FoundNotes Notes, IReadOnlyList<string> Troubles)> ClaimsAsync(string folder, RepositoryState state, string id, FileContents contents, CancellationToken cancel)
    {
        var notes = await NoteReader.ReadAsync(folder, state, id, CacheOf(folder), cancel).ConfigureAwait(false);
        var parsed = notes.Notes;
        var traces = parsed.Where(note => note.Reference == AgentTrace.Reference).Select(note => note.Claims).ToList();
        var troubles = parsed.Where(note => note.Claims.Trouble is not null).Select(note => $"{note.Reference} on {note.Commit[..9]}: {note.Claims.Trouble}").ToList();
        troubles.AddRange(notes.Sessions.Select(reference => $"{reference} holds sessions, and no lines in a form that is known"));
        if (notes.Unread > 0)
        {
            troubles.Add($"{notes.Unread} notes are larger than 16 MB, or not in this clone");
        }

        if (await TracesAsync(folder, contents, cancel).ConfigureAwait(false) is { } file)
        {
            traces.Add(AgentTrace.Parse(AgentTrace.File, null, file));
        }

        if (traces.Find(set => set.Trouble is not null)?.Trouble is { } trouble)
        {
            troubles.Add($"{AgentTrace.File}: {trouble}");
        }

        return (new ClaimBook(parsed.Where(note => note.Reference != AgentTrace.Reference).Select(note => note.Claims), traces), notes, troubles);
    }
}
