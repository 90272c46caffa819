using System.Globalization;
using System.Text;
using Plumbline.Git.Claims;
using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>What else than commits decides how a repository's history looks: refs of pull requests, replacements, grafts, a shallow boundary.</summary>
internal sealed class RepositoryState
{
    private const int LongestNumber = 9;

    /// <summary>What decides how the history looks, what claims lines, and where pull requests lie.</summary>
    private static readonly string[] s_told = ["refs/replace", "refs/notes", "refs/ai", "refs/agentdiff", "refs/heads/entire", "refs/pull", "refs/merge-requests", "refs/remotes"];

    private readonly Dictionary<int, ObjectId> _heads = [];

    /// <summary>The work tree, or the repository itself where it has none.</summary>
    public required string Root { get; init; }

    /// <summary>The folder of objects.</summary>
    public required string Objects { get; init; }

    /// <summary>Refs of replacements; of notes, pull requests and remotes, too, where they were asked for.</summary>
    public required IReadOnlyList<Reference> References { get; init; }

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
    /// <param name="withHeads">Whether <see cref="Heads"/> and other refs are asked for. PERF: git opens a file for each, and there may be thousands.</param>
    /// <param name="cancel">Stops git, too.</param>
    public static RepositoryState Read(string folder, bool withHeads, CancellationToken cancel)
    {
        RepositoryPlaces places = RepositoryPlaces.Find(folder, cancel);
        IReadOnlyList<Reference> refs = Claims.References.List(folder, withHeads ? s_told : s_told[..1], cancel);
        string[] replaced = [.. refs.Where(one => one.Name.StartsWith("refs/replace/", StringComparison.Ordinal)).Select(one => $"{one.Object} {one.Name}")];
        (string shallow, string grafts) = (Content(places.Shallow), Content(places.Grafts));
        var state = new RepositoryState
        {
            Root = places.Root,
            Objects = places.Objects,
            References = refs,
            Shape = Digest(string.Join('\n', [.. replaced, shallow, grafts])),
            HasReplacements = replaced.Length > 0,
            IsPartial = IsPromised(places.Objects),
            MayBeCut = (shallow + grafts).Length > 0,
        };
        state.TakeHeads();
        return state;
    }

    /// <summary>Sixteen hexadecimal digits for a text.</summary>
    public static string Digest(string text) => LineHash.Fixed(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);

    private void TakeHeads()
    {
        foreach (Reference reference in References)
        {
            if (NumberOf(reference.Name) is { } number)
            {
                _heads.TryAdd(number, ObjectId.Parse(Encoding.ASCII.GetBytes(reference.Object)));
            }
        }

        int[] numbers = [.. _heads.Keys];
        Array.Sort(numbers);
        var all = new StringBuilder();
        foreach (int number in numbers)
        {
            all.Append(number).Append(' ').Append(_heads[number].ToString()).Append('\n');
        }

        HeadsDigest = Digest(all.ToString());
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
