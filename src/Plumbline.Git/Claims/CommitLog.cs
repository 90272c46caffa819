using System.Globalization;
using System.Text;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Claims;

/// <summary>Commits of a history with what they added, the newest first.</summary>
internal static class CommitLog
{
    /// <param name="since">Unix seconds; null for all.</param>
    /// <param name="path">Only commits that changed something that matches this pathspec; null for all.</param>
    public static async Task<IReadOnlyList<LoggedCommit>> ReadAsync(string folder, string revision, long? since, string? path, CancellationToken cancel)
    {
        path = path is null ? null : ":(top,glob)" + path;
        string[] limits = [.. since is { } at ? new[] { string.Create(CultureInfo.InvariantCulture, $"--since={at}") } : [], revision, "--", .. path is null ? Array.Empty<string>() : [path]];
        var ids = Encoding.ASCII.GetString(await GitRun.ReadAsync(folder, ["rev-list", .. limits], cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var added = await AddedAsync(folder, ids, path, cancel).ConfigureAwait(false);
        await using var objects = await OpenObjects.OfAsync(folder, ids.Length == 0 ? 20 : ids[0].Length / 2, cancel).ConfigureAwait(false);
        var commits = new List<LoggedCommit>(ids.Length);
        foreach (var id in ids)
        {
            var raw = objects.Read(ObjectId.Parse(Encoding.ASCII.GetBytes(id))) ?? throw new GitException(GitFailure.MissingObject, $"commit {id} is not in this clone");
            var facts = CommitParser.Parse(id, Parents(raw), raw);
            commits.Add(new LoggedCommit(facts, facts.Parents.Length > 1 ? null : added.GetValueOrDefault(id)));
        }

        await objects.FinishAsync(cancel).ConfigureAwait(false);
        return commits;
    }

    /// <summary>Lines that each commit added, without those of renamed files; merges add nothing by themselves.</summary>
    private static async Task<Dictionary<string, int>> AddedAsync(string folder, string[] ids, string? path, CancellationToken cancel)
    {
        string[] command = ["diff-tree", "--stdin", "-r", "--root", "--numstat", "-M", "-z", .. path is null ? Array.Empty<string>() : ["--", path]];
        await using var run = GitRun.Start(folder, command);
        var feeding = run.FeedAsync(ids, cancel);
        var added = new Dictionary<string, int>(StringComparer.Ordinal);
        await Task.Run(() => Take(new TokenReader(run.Output), added), cancel).ConfigureAwait(false);
        await feeding.ConfigureAwait(false);
        await run.FinishAsync(cancel).ConfigureAwait(false);
        return added;
    }

    private static void Take(TokenReader reader, Dictionary<string, int> added)
    {
        var commit = "";
        while (reader.Next(0, out var token))
        {
            var tab = token.IndexOf((byte)'\t');
            if (tab < 0)
            {
                // The id stands before its first entry; a renamed path follows its entry in two tokens of its own.
                var text = Encoding.ASCII.GetString(token).Trim('\n');
                commit = text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower) ? text : commit;
                continue;
            }

            var head = token[..tab];
            var line = head.LastIndexOf((byte)'\n');
            if (line >= 0)
            {
                commit = Encoding.ASCII.GetString(head[..line]).Trim('\n');
                head = head[(line + 1)..];
            }

            _ = int.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            added[commit] = added.GetValueOrDefault(commit) + count;
        }
    }

    private static string[] Parents(ReadOnlySpan<byte> raw)
    {
        var parents = new List<string>();
        foreach (var part in raw.Split((byte)'\n'))
        {
            var line = raw[part];
            if (line.IsEmpty)
            {
                break;
            }

            if (line.StartsWith("parent "u8))
            {
                parents.Add(Encoding.ASCII.GetString(line[7..]));
            }
        }

        return [.. parents];
    }
}

/// <param name="Added">Lines added; null for a merge.</param>
internal sealed record LoggedCommit(CommitFacts Facts, int? Added);
