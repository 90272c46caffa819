namespace Plumbline.Origin.Lines;

/// <summary>
/// A pattern of paths as <c>.gitattributes</c> has them: <c>*</c> and <c>?</c> within a folder, <c>**</c> over folders, a name without a slash
/// anywhere; a folder stands for all that is in it.
/// </summary>
internal sealed class PathPattern
{
    private readonly string _pattern;

    public PathPattern(string text)
    {
        var trimmed = text.Trim().TrimStart('/');
        var anywhere = !text.Trim().TrimEnd('/').Contains('/', StringComparison.Ordinal);
        _pattern = (anywhere ? "**/" : "") + trimmed.TrimEnd('/');
    }

    public bool Matches(string path) => Match(_pattern, path);

    private static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        var budget = 100_000;
        return Match(pattern, path, ref budget);
    }

    private static bool Match(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, ref int budget)
    {
        while (!pattern.IsEmpty)
        {
            // A pattern of many asterisks on a long path could take for ever; none that people write comes near.
            if (--budget < 0)
            {
                return false;
            }

            if (pattern.StartsWith("**"))
            {
                var rest = pattern[2..].StartsWith("/") ? pattern[3..] : pattern[2..];
                return MatchDeep(rest, path, ref budget);
            }

            if (pattern[0] == '*')
            {
                return MatchShallow(pattern[1..], path, ref budget);
            }

            if (path.IsEmpty || (pattern[0] != path[0] && (pattern[0] != '?' || path[0] == '/')))
            {
                return false;
            }

            pattern = pattern[1..];
            path = path[1..];
        }

        return path.IsEmpty || path[0] == '/';
    }

    private static bool MatchDeep(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, ref int budget)
    {
        if (rest.IsEmpty)
        {
            return true;
        }

        for (var at = 0; at >= 0; at = path[at..].IndexOf('/') is var slash and >= 0 ? at + slash + 1 : -1)
        {
            if (Match(rest, path[at..], ref budget))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MatchShallow(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, ref int budget)
    {
        for (var at = 0; at <= path.Length; at++)
        {
            if (Match(rest, path[at..], ref budget))
            {
                return true;
            }

            if (at < path.Length && path[at] == '/')
            {
                return false;
            }
        }

        return false;
    }
}
