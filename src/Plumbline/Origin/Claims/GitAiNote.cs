using System.Text;

namespace Plumbline.Origin.Claims;

/// <summary>
/// A note of git-ai in any of its versions: files, keys and ranges, a line of three hyphens, then metadata that say what a key stands for.
/// Real ones are dirty: keys of all lengths, keys that nothing explains, metadata of megabytes.
/// </summary>
internal sealed class GitAiNote
{
    public const string Reference = "refs/notes/ai";
    private const int LargestPath = 4_096;

    private GitAiNote(IReadOnlyList<Entry> entries, GitAiMetadata metadata, string? trouble)
    {
        Entries = entries;
        Metadata = metadata;
        Trouble = trouble;
    }

    public IReadOnlyList<Entry> Entries { get; }

    public GitAiMetadata Metadata { get; }

    public string? Trouble { get; }

    public static GitAiNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.TrimStart(" \r\n\t"u8) is [(byte)'{', ..])
        {
            return new([], new GitAiMetadata(), "it is JSON, and no authorship log");
        }

        var entries = new List<Entry>();
        string? trouble = null, path = null;
        var at = 0;
        while (at < note.Length)
        {
            var end = note[at..].IndexOf((byte)'\n');
            var line = note.Slice(at, end < 0 ? note.Length - at : end).TrimEnd((byte)'\r');
            at = end < 0 ? note.Length : at + end + 1;
            if (line.SequenceEqual("---"u8))
            {
                var metadata = GitAiMetadata.Read(note[at..]);
                return new(entries, metadata, trouble ?? metadata.Trouble);
            }

            if (line.StartsWith("  "u8))
            {
                trouble = Add(entries, path, Encoding.UTF8.GetString(line).Trim()) ? trouble : "a line in it is no claim";
            }
            else if (!line.IsEmpty)
            {
                path = line.Length <= LargestPath ? Unquoted(Encoding.UTF8.GetString(line)) : null;
            }
        }

        return new(entries, new GitAiMetadata(), entries.Count == 0 ? "it is no authorship log" : trouble ?? "it ends before its metadata");
    }

    /// <summary>What the note claims, given the metadata of other notes for keys that this one does not explain.</summary>
    public ClaimSet Resolve(string store, string commit, Func<string, GitAiAgent?> elsewhere)
    {
        var claims = new List<LineClaim>();
        var rejected = new List<RejectedClaim>();
        var heads = new Dictionary<(string, string), string>();
        foreach (var entry in Entries)
        {
            var claim = new LineClaim(store, commit, entry.Path, entry.From, entry.To, OriginClass.Unknown) { QuoteHead = heads.TryGetValue((entry.Path, entry.Key), out var head) ? head : heads[(entry.Path, entry.Key)] = $"{entry.Path}: {entry.Key}" };
            var key = entry.Key.IndexOf("::", StringComparison.Ordinal) is var cut and > 0 ? entry.Key[..cut] : entry.Key;
            if (Metadata.Humans.TryGetValue(key, out var person))
            {
                claims.Add(claim with { Class = OriginClass.Human, Person = person });
            }
            else if ((Metadata.Agents.GetValueOrDefault(key) ?? elsewhere(key)) is { } agent)
            {
                claims.Add(claim with { Class = OriginClass.Ai, Tool = agent.Tool, Model = agent.Model, Session = agent.Session, Person = agent.Person });
            }
            else
            {
                rejected.Add(new RejectedClaim(claim, ClaimRefusal.Dangling));
            }
        }

        return new ClaimSet(claims, rejected, Trouble);
    }

    private static bool Add(List<Entry> entries, string? path, string text)
    {
        var space = text.LastIndexOf(' ');
        var ranges = new List<(int From, int To)>();
        if (path is null || space <= 0 || !LineRanges.TryParse(text.AsSpan(space + 1), ranges))
        {
            return false;
        }

        entries.AddRange(ranges.Select(range => new Entry(path, text[..space].Trim(), range.From, range.To)));
        return true;
    }

    private static string Unquoted(string path) => path.Length > 1 && path[0] == '"' && path[^1] == '"' ? path[1..^1] : path;

    internal readonly record struct Entry(string Path, string Key, int From, int To);
}
