using System.Text;
using Plumbline.Origin.Claims;

namespace Plumbline.Git.Claims;

/// <summary>What a plain clone leaves at its remote: notes, and the heads of pull requests.</summary>
internal static class RemoteFetch
{
    private static readonly (string Pattern, string What)[] s_patterns =
    [
        ("refs/notes/*", "notes"),
        ("refs/ai/*", "notes"),
        ("refs/agentdiff/*", "notes"),
        ("refs/pull/*/head", "pull requests"),
        ("refs/merge-requests/*/head", "merge requests"),
    ];

    /// <summary>The remotes of the repository by name.</summary>
    public static async Task<IReadOnlyList<string>> RemotesAsync(string folder, CancellationToken cancel) =>
        Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, ["remote"], cancel).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the remote has of each kind, and how many of them this clone lacks.</summary>
    public static async Task<IReadOnlyList<RemoteOffer>> AskAsync(string folder, string remote, CancellationToken cancel)
    {
        var output = await GitRun.ReadAsync(folder, ["ls-remote", "--quiet", "--", remote, .. s_patterns.Select(pattern => pattern.Pattern)], cancel).ConfigureAwait(false);
        var have = References.List(folder, ["refs/notes", "refs/ai", "refs/agentdiff", "refs/pull", "refs/merge-requests"], cancel).ToDictionary(reference => reference.Name, reference => reference.Object);
        var offered = new List<(string What, string Pattern, bool Lacking)>();
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split('\t');
            var pattern = Array.Find(s_patterns, candidate => new Plumbline.Origin.Lines.PathPattern("/" + candidate.Pattern).Matches(words[1]));
            if (pattern.Pattern is not null)
            {
                offered.Add((pattern.What, pattern.Pattern, have.GetValueOrDefault(words[1]) != words[0]));
            }
        }

        return [.. offered.GroupBy(offer => (offer.What, offer.Pattern)).Select(group => new RemoteOffer(group.Key.What, group.Key.Pattern, group.Count(), group.Count(offer => offer.Lacking)))];
    }

    /// <summary>Fetches refs into the same names. Notes that were written here and differ are left as they are.</summary>
    public static async Task FetchAsync(string folder, string remote, IEnumerable<string> patterns, CancellationToken cancel)
    {
        await GitRun.ReadAsync(folder, ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, .. patterns.Select(Mapped)], cancel).ConfigureAwait(false);

        try
        {
            // PERF: git opens a file for each ref that it was given until it packs them, which it does only now and then, and there may be thousands.
            await GitRun.ReadAsync(folder, ["pack-refs", "--all"], cancel).ConfigureAwait(false);
        }
        catch (GitException)
        {
            // Somebody else holds the refs just now: they are here all the same, and git packs them another time.
            return;
        }
    }

    private static string Mapped(string pattern) =>
        (pattern.StartsWith("refs/pull", StringComparison.Ordinal) || pattern.StartsWith("refs/merge", StringComparison.Ordinal) ? "+" : "") + $"{pattern}:{pattern}";
}

/// <param name="What">In words.</param>
/// <param name="Pattern">The refs.</param>
/// <param name="Lacking">How many of them this clone does not have, or has older.</param>
internal sealed record RemoteOffer(string What, string Pattern, int Count, int Lacking);
