using System.Globalization;
using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>What else than commits decides how a repository's history looks: refs of pull requests, replacements, grafts, a shallow boundary.</summary>
internal sealed class RepositoryState
{
    private const int LongestNumber = 9;
    private readonly Dictionary<int, ObjectId> _heads = [];

    /// <summary>The folder of objects.</summary>
    public required string Objects { get; init; }

    /// <summary>A digest of replacements, grafts and the shallow boundary.</summary>
    public required string Shape { get; init; }

    /// <summary>Whether some objects stand in for others.</summary>
    public bool HasReplacements { get; private set; }

    /// <summary>Whether the history may end before its beginning: a shallow clone, grafts.</summary>
    public bool MayBeCut { get; private init; }

    /// <summary>Whether this clone was made without all objects, on purpose.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>The heads of pull requests (GitHub) and merge requests (GitLab) that this clone has, by number.</summary>
    public IReadOnlyDictionary<int, ObjectId> Heads => _heads;

    /// <summary>A digest of <see cref="Heads"/>.</summary>
    public string HeadsDigest { get; private set; } = "";

    /// <summary>A digest of <see cref="Heads"/> and of the objects that are here: what was found without some of them holds until others come.</summary>
    public string GapsDigest => field ??= Digest($"{HeadsDigest} {StoredObjects.Digest(Objects)}");

    /// <param name="folder">Where git is to run.</param>
    /// <param name="withHeads">Whether <see cref="Heads"/> are asked for. PERF: git opens a file for each, and there may be thousands.</param>
    /// <param name="cancel">Stops git, too.</param>
    public static async Task<RepositoryState> ReadAsync(string folder, bool withHeads, CancellationToken cancel)
    {
        string[] where = ["rev-parse", "--git-path", "objects", "--git-path", "shallow", "--git-path", "info/grafts"];
        string[] paths = Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, where, cancel)).Split('\n');
        string Full(string path) => Path.GetFullPath(path, Path.GetFullPath(folder));
        string[] heads = withHeads ? ["refs/pull", "refs/merge-requests", "refs/remotes"] : [];
        string[] list = ["for-each-ref", "--format=%(objectname) %(refname)", "refs/replace", .. heads];
        string[] refs = Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, list, cancel)).Split('\n');
        string[] replaced = [.. refs.Where(line => line.Contains(" refs/replace/", StringComparison.Ordinal))];
        (string shallow, string grafts) = (Content(Full(paths[1])), Content(Full(paths[2])));
        string shape = string.Join('\n', [.. replaced, shallow, grafts]);
        var state = new RepositoryState { Objects = Full(paths[0]), Shape = Digest(shape), HasReplacements = replaced.Length > 0, IsPartial = IsPromised(Full(paths[0])), MayBeCut = (shallow + grafts).Length > 0 };
        state.TakeHeads(refs);
        return state;
    }

    /// <summary>Sixteen hexadecimal digits for a text.</summary>
    public static string Digest(string text) => LineHash.Fixed(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);

    private void TakeHeads(string[] refs)
    {
        foreach (string line in refs)
        {
            if (line.Split(' ', 2) is [string id, string name] && NumberOf(name) is { } number)
            {
                _heads.TryAdd(number, ObjectId.Parse(Encoding.ASCII.GetBytes(id)));
            }
        }

        HeadsDigest = Digest(string.Join('\n', _heads.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
    }

    // git lays such a file beside every pack that a partial clone fetched.
    private static bool IsPromised(string objects) =>
        Directory.Exists(Path.Combine(objects, "pack")) && Directory.EnumerateFiles(Path.Combine(objects, "pack"), "*.promisor").Any();

    private static string Content(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

    // What git's own refs are called, and what people map them to when they fetch them: refs/pull/7/head, refs/remotes/origin/pr/7.
    private static int? NumberOf(string name)
    {
        string[] parts = name.Split('/');
        string[] rest = parts is ["refs", "remotes", _, ..] ? parts[3..] : parts[1..];
        string digits = rest is ["pull" or "pr" or "merge-requests" or "mr", _] or ["pull" or "pr" or "merge-requests" or "mr", _, "head"] ? rest[1] : "";
        return digits.Length <= LongestNumber && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
