using System.Buffers.Text;
using Plumbline.Git.Keeping;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Lists commits, and has git go through those alone that the graph does not have.</summary>
internal sealed class CommitLister(string folder, CommitGraph graph)
{
    private readonly List<ObjectId> _ids = [];

    /// <param name="tips">What is asked; a tip that git does not take for a commit is not in the list.</param>
    /// <param name="known">Commits near to the tips. PERF: git goes no further than to those of them that are in the graph.</param>
    /// <param name="cancel">Stops git, too.</param>
    /// <exception cref="GitException">git failed, as where an object is not there.</exception>
    public async Task<CommitList> ListAsync(IReadOnlyList<ObjectId> tips, IEnumerable<ObjectId> known, CancellationToken cancel)
    {
        if (!tips.All(graph.Holds))
        {
            // A commit that a map is of may have gone from the repository since.
            ObjectId[] ends = [.. known.Where(graph.Holds)];
            bool isWhole = ends.Length > 0
                && await AskAsync(["--ignore-missing"], [.. tips.Where(tip => !graph.Holds(tip)).Select(tip => tip.ToString()), .. ends.Select(end => $"^{end}")], cancel)
                && tips.All(graph.Holds);
            if (!isWhole && !await AskAsync([], [.. tips.Select(tip => tip.ToString())], cancel))
            {
                throw new GitException(GitFailure.Garbled, "git rev-list named a commit before its parents");
            }
        }

        return CommitList.Of(graph, tips);
    }

    // False where a parent is neither listed nor in the graph: then the rest was not taken in.
    private async Task<bool> AskAsync(string[] more, string[] lines, CancellationToken cancel)
    {
        await using GitRun run = GitRun.Start(folder, ["rev-list", "--topo-order", "--reverse", "--parents", "--timestamp", .. more, "--stdin"]);
        Task feeding = run.FeedAsync(lines, cancel);
        bool isWhole = await Task.Run(() => Take(new TokenReader(run.Output)), cancel);
        await feeding;
        await run.FinishAsync(cancel);
        return isWhole;
    }

    private bool Take(TokenReader reader)
    {
        bool isWhole = true;
        while (reader.Next((byte)'\n', out ReadOnlySpan<byte> line))
        {
            Utf8Parser.TryParse(line, out long time, out int digits);
            _ids.Clear();
            foreach (Range part in line[(digits + 1)..].Split((byte)' '))
            {
                _ids.Add(ObjectId.Parse(line[(digits + 1)..][part]));
            }

            isWhole = isWhole && graph.Add(_ids[0], [.. _ids.Skip(1)], time);
        }

        return isWhole;
    }
}
