using System.Security.Cryptography;
using System.Text;
using Plumbline.Git.Keeping;
using Plumbline.Ledger.Code;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>
/// What facts of a commit depend on, as a digest: its id and parents, the pull requests that were squashed on the way to it, the commits that it says it
/// took from, and what its parents' facts depend on. Other commits change nothing, so what was found out holds as the history grows.
/// </summary>
internal static class FactTerms
{
    private const int Enough = 16;

    /// <summary>By number of the commit.</summary>
    /// <param name="history">The history.</param>
    /// <param name="code">The same, with its squashes.</param>
    /// <param name="scan">What its commits say.</param>
    /// <param name="world">What holds for all commits: the program, replacements, what is passed over.</param>
    public static string[] Of(History history, CodeHistory code, CommitScan scan, string world)
    {
        CommitList commits = history.Commits;
        var terms = new string[commits.Count];
        bool[] inside = commits.AncestorsOf(code.Tip);
        var own = new PackedWriter();
        for (int i = 0; i < terms.Length; i++)
        {
            own.Clear();
            own.Text(world);
            own.Id(commits[i]);
            foreach (int parent in commits.ParentsOf(i))
            {
                own.Text(terms[parent]);
            }

            foreach ((ObjectId from, LineNoteKind kind) in scan.Claims.GetValueOrDefault(commits[i]) ?? [])
            {
                // Only one that comes before counts as a source, as in Borrowings.
                if (commits.Find(from, out int number) && number < i)
                {
                    own.Number((int)kind);
                    own.Text(terms[number]);
                }
            }

            if (code.SquashHeads.TryGetValue(i, out int head))
            {
                Write(own, commits, code.Between([head], commits.ParentsOf(i)), inside);
            }

            terms[i] = Digest(own.Written);
        }

        return terms;
    }

    /// <summary>By number of the commit, a digest of all commits up to it in their order.</summary>
    public static string[] UpToEach(CommitList commits)
    {
        var terms = new string[commits.Count];
        var own = new PackedWriter();
        for (int i = 0; i < terms.Length; i++)
        {
            own.Clear();
            own.Text(i == 0 ? "" : terms[i - 1]);
            own.Id(commits[i]);
            terms[i] = Digest(own.Written);
        }

        return terms;
    }

    /// <summary>A digest of a text.</summary>
    public static string Of(string text) => Digest(Encoding.UTF8.GetBytes(text));

    private static string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, Enough));

    // The commits of a squashed request. One that came to the main line by another way counts no more as the request's own.
    private static void Write(PackedWriter to, CommitList commits, List<int> request, bool[] inside)
    {
        to.Number(request.Count);
        foreach (int commit in request.OrderBy(commit => commits[commit].ToString(), StringComparer.Ordinal))
        {
            to.Id(commits[commit]);
            to.Number(inside[commit] ? 1 : 0);
        }
    }
}
