using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Shipping;

/// <summary>Which commits some names mean: ids, abbreviated ids, tags. One process answers for all of them.</summary>
internal static class NamedCommits
{
    private const int Longest = 250;

    /// <summary>By name; what names no commit here, or several, is left out.</summary>
    public static async Task<Dictionary<string, ObjectId>> FindAsync(string folder, IEnumerable<string> names, CancellationToken cancel)
    {
        string[] asked = [.. names.Where(IsName).Distinct(StringComparer.Ordinal)];
        var found = new Dictionary<string, ObjectId>(StringComparer.Ordinal);
        if (asked.Length == 0)
        {
            return found;
        }

        await using GitRun run = GitRun.Start(folder, "cat-file", "--batch-check=%(objectname) %(objecttype)");
        Task feeding = run.FeedAsync(asked.Select(name => (IsId(name) ? name : "refs/tags/" + name) + "^{commit}"), cancel);
        await Task.Run(() => Take(new TokenReader(run.Output), asked, found), cancel);
        await feeding;
        await run.FinishAsync(cancel);
        return found;
    }

    private static void Take(TokenReader reader, string[] asked, Dictionary<string, ObjectId> found)
    {
        for (int i = 0; i < asked.Length && reader.Next((byte)'\n', out ReadOnlySpan<byte> line); i++)
        {
            // Git says "name missing" or "name ambiguous" of the others; an ambiguous one may be followed by hints elsewhere, never here.
            int space = line.IndexOf((byte)' ');
            if (space is 40 or 64 && line[(space + 1)..].SequenceEqual("commit"u8))
            {
                found.Add(asked[i], ObjectId.Parse(line[..space]));
            }
        }
    }

    private static bool IsId(string name) => name.Length is >= 7 and <= 64 && name.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;

    /// <summary>SAFETY: names come from outside; one of these characters would make another question of it.</summary>
    private static bool IsName(string name) => name.Length is > 0 and < Longest && Ascii.IsValid(name) && name.AsSpan().IndexOfAny("\0\n\r \t^~:?*[\\@{") < 0 && !name.Contains("..", StringComparison.Ordinal);
}
