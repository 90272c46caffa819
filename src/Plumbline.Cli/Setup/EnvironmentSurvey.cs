using Plumbline.Git.Surveying;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Setup;

/// <summary>An environment that a workflow deploys to.</summary>
/// <param name="File">The first that names it.</param>
/// <param name="IsProduction">Whether its name says that users see it.</param>
internal sealed record EnvironmentGuess(string Name, string File, bool IsProduction);

/// <summary>The environments that workflows of GitHub and pipelines of GitLab name.</summary>
internal static class EnvironmentSurvey
{
    private const int MostFiles = 300;
    private const int DeepestNode = 12;
    private static readonly string[] s_before = ["pre", "non", "not"];

    public static IReadOnlyList<EnvironmentGuess> Find(RepositoryTree tree)
    {
        var found = new Dictionary<string, EnvironmentGuess>(StringComparer.OrdinalIgnoreCase);
        foreach (var path in tree.Paths.Where(IsPipeline).Take(MostFiles))
        {
            foreach (var name in Names(tree.Text(path) ?? ""))
            {
                found.TryAdd(name, new EnvironmentGuess(name, path, IsProduction(name)));
            }
        }

        return [.. found.Values];
    }

    private static bool IsPipeline(string path) =>
        (path.StartsWith(".github/workflows/", StringComparison.Ordinal) || path == ".gitlab-ci.yml" || path.StartsWith(".gitlab/ci/", StringComparison.Ordinal))
        && (path.EndsWith(".yml", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal));

    /// <summary>By a word of its own: <c>prod-eu</c> is one, <c>preprod</c> and <c>product-test</c> are none.</summary>
    private static bool IsProduction(string name)
    {
        var words = string.Concat(name.Select(symbol => char.IsLetterOrDigit(symbol) ? char.ToLowerInvariant(symbol) : ' ')).Split(' ');
        return words.Any(word => word is "production" or "prod" or "live" or "prd") && !words.Any(word => s_before.Contains(word));
    }

    private static List<string> Names(string text)
    {
        var names = new List<string>();
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            // A workflow that its own system could not read either deploys nothing.
            return names;
        }

        foreach (var document in yaml.Documents)
        {
            Collect(document.RootNode, 0, names);
        }

        return names;
    }

    private static void Collect(YamlNode node, int depth, List<string> names)
    {
        if (depth > DeepestNode)
        {
            return;
        }

        if (node is YamlMappingNode map)
        {
            foreach (var (key, value) in map)
            {
                if (key is YamlScalarNode { Value: "environment" } && NameOf(value) is { } name)
                {
                    names.Add(name);
                }
                else
                {
                    Collect(value, depth + 1, names);
                }
            }
        }
        else if (node is YamlSequenceNode list)
        {
            foreach (var entry in list)
            {
                Collect(entry, depth + 1, names);
            }
        }
    }

    /// <summary>Null where it is made of expressions or variables: its name is known only when it runs.</summary>
    private static string? NameOf(YamlNode node)
    {
        var name = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode("name"), out var told) ? told : node;
        return name is YamlScalarNode { Value: { Length: > 0 and <= 100 } text } && !text.Contains('$', StringComparison.Ordinal) ? text.Trim() : null;
    }
}
