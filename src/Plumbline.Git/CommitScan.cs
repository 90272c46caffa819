using System.Buffers.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>What commits say of each other: cherry-picks, reverts, and the pull requests that a squash came from.</summary>
internal sealed class CommitScan
{
    private readonly Dictionary<int, List<(ObjectId From, LineNoteKind Kind)>> _claims = [];
    private readonly Dictionary<int, int> _pulls = [];
    private readonly Dictionary<int, int> _merged = [];
    private readonly HashSet<ObjectId> _cut = [];

    /// <summary>Commits, by number, whose subject ends with the number of a pull request.</summary>
    public IReadOnlyDictionary<int, int> Pulls => _pulls;

    /// <summary>Merges, by number, that name a GitLab merge request: the squash is their second parent.</summary>
    public IReadOnlyDictionary<int, int> MergeRequests => _merged;

    /// <summary>Commits that have parents which are not in this clone.</summary>
    public IReadOnlySet<ObjectId> Cut => _cut;

    /// <summary>The commits that each commit says it took from.</summary>
    public IReadOnlyDictionary<int, List<(ObjectId From, LineNoteKind Kind)>> Claims => _claims;

    public static CommitScan Read(ObjectStore objects, CommitList commits, CancellationToken cancel)
    {
        var scan = new CommitScan();
        for (int i = 0; i < commits.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            byte[] raw = objects.Read(commits[i]) ?? throw new GitException(GitFailure.MissingObject, $"commit {commits[i]} is not in this clone");
            scan.Look(i, commits[i], raw, commits.ParentsOf(i).Length);
        }

        return scan;
    }

    private void Look(int number, ObjectId id, ReadOnlySpan<byte> raw, int parents)
    {
        int end = raw.IndexOf("\n\n"u8);
        ReadOnlySpan<byte> message = end < 0 ? default : raw[(end + 2)..];
        if (parents == 0 && (end < 0 ? raw : raw[..end]).IndexOf("\nparent "u8) >= 0)
        {
            _cut.Add(id);
        }

        Claim(number, message, "cherry picked from commit "u8, LineNoteKind.CherryPicked);
        Claim(number, message, "This reverts commit "u8, LineNoteKind.Restored);
        int feed = message.IndexOf((byte)'\n');
        ReadOnlySpan<byte> subject = (feed < 0 ? message : message[..feed]).TrimEnd((byte)' ');
        int mark = subject.LastIndexOf("(#"u8);
        if (parents == 1 && mark >= 0 && subject[^1] == ')' && Utf8Parser.TryParse(subject[(mark + 2)..^1], out int pull, out int used) && used == subject.Length - mark - 3)
        {
            _pulls.Add(number, pull);
        }

        int request = parents == 2 ? message.LastIndexOf("See merge request "u8) : -1;
        if (request >= 0 && message[request..].IndexOf((byte)'!') is > 0 and var at && Utf8Parser.TryParse(message[(request + at + 1)..], out int merge, out _))
        {
            _merged.Add(number, merge);
        }
    }

    private void Claim(int number, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mark, LineNoteKind kind)
    {
        for (int at; (at = message.IndexOf(mark)) >= 0;)
        {
            message = message[(at + mark.Length)..];
            int digits = message.IndexOfAnyExcept("0123456789abcdef"u8);
            digits = digits < 0 ? message.Length : digits;
            if (digits is 40 or 64)
            {
                if (!_claims.TryGetValue(number, out var claims))
                {
                    _claims.Add(number, claims = []);
                }

                claims.Add((ObjectId.Parse(message[..digits]), kind));
            }
        }
    }
}
