using System.Text;
using Plumbline.Git.Surveying;
using Plumbline.Origin.Lines;

namespace Plumbline.Cli.Setup;

/// <summary>The CODEOWNERS file of GitHub or GitLab: of the patterns that match a path the last one counts.</summary>
internal sealed class CodeOwners
{
    private const int MostRules = 5000;
    private static readonly string[] s_places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    private readonly List<Rule> _rules;

    private CodeOwners(string file, List<Rule> rules) => (File, _rules) = (file, rules);

    /// <summary>Where it is.</summary>
    public string File { get; }

    /// <summary>Every team and person in it, with the first pattern each owns.</summary>
    public IEnumerable<(string Owner, string Pattern)> Owners => _rules.SelectMany(rule => rule.Owners.Select(owner => (owner, rule.Text))).DistinctBy(pair => pair.owner, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null where there is none.</summary>
    public static CodeOwners? Read(RepositoryTree tree) =>
        Array.Find(s_places, tree.Has) is { } file && tree.Text(file) is { } text ? new CodeOwners(file, [.. text.Split('\n').Select(Parse).OfType<Rule>().Take(MostRules)]) : null;

    public IReadOnlyList<string> Of(string path) => _rules.FindLast(rule => rule.Pattern.Matches(path))?.Owners ?? [];

    /// <summary><c>checkout</c> of <c>@octo/checkout</c>; null for a person.</summary>
    public static string? Team(string owner) => owner.Length > 1 && owner[0] == '@' && owner.IndexOf('/') is var slash and > 0 && slash < owner.Length - 1 ? owner[(owner.LastIndexOf('/') + 1)..] : null;

    private static Rule? Parse(string line)
    {
        var words = Words(line.Trim());

        // A section of GitLab, which may have owners of its own, is no pattern.
        return words.Count == 0 || words[0].StartsWith('[') || words[0].StartsWith("^[", StringComparison.Ordinal)
            ? null
            : new Rule(words[0], new PathPattern(words[0]), [.. words.Skip(1).Where(word => word.Length > 1 && word.Contains('@', StringComparison.Ordinal))]);
    }

    /// <summary>Up to a comment; a space of a path stands behind a backslash.</summary>
    private static List<string> Words(string line)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        for (var at = 0; at <= line.Length; at++)
        {
            var isEnd = at == line.Length || line[at] is ' ' or '\t' || (line[at] == '#' && word.Length == 0);
            if (isEnd && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (at < line.Length && line[at] == '#' && word.Length == 0)
            {
                break;
            }

            if (!isEnd)
            {
                at += line[at] == '\\' && at + 1 < line.Length ? 1 : 0;
                word.Append(line[at]);
            }
        }

        return words;
    }

    private sealed record Rule(string Text, PathPattern Pattern, IReadOnlyList<string> Owners);
}
