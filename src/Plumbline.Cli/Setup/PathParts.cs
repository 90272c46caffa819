using System.Text.RegularExpressions;

namespace Plumbline.Cli.Setup;

/// <summary>What the names of folders tell.</summary>
internal static partial class PathParts
{
    private static readonly HashSet<string> s_aside = new(StringComparer.OrdinalIgnoreCase)
    {
        "test", "tests", "testing", "testassets", "testdata", "spec", "specs", "e2e", "fixtures", "sample", "samples", "example", "examples", "demo", "demos", "playground", "playgrounds",
        "bench", "benches", "benchmark", "benchmarks", "perf", "performance", "docs", "doc", "eng", "build", "scripts", "hack", "tools", "tooling", "templates", "vendor", "node_modules", "third_party",
        "thirdparty", "external", "extern", "dist", "artifacts",
    };

    public static string Folder(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    public static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    public static bool IsIn(string path, string folder) => folder.Length == 0 || (path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/'));

    /// <summary>Whether a path is of tests, samples, documents or tools, or is hidden: none of these is deployed.</summary>
    public static bool IsAside(string folder) => folder.Length > 0 && folder.Split('/').Any(part => part[0] == '.' || s_aside.Contains(part) || IsTest(part));

    /// <summary>Whether a project or folder is named as tests are: <c>Shop.Tests</c>, <c>TestFixtures.Resources</c>, <c>api-benchmarks</c>.</summary>
    public static bool IsTest(string name) => name.Split('.', '-', '_') is { } words && Array.Exists(words, word => TestWord().IsMatch(word));

    /// <summary>A path against a folder, without <c>..</c>; null where it leads out of the repository.</summary>
    public static string? Resolve(string folder, string relative)
    {
        var parts = folder.Length == 0 ? [] : folder.Split('/').ToList();
        foreach (var part in relative.Replace('\\', '/').Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return string.Join('/', parts);
    }

    [GeneratedRegex("^(test(s|ing|fixtures?|runners?|util(itie)?s|common|apps?|assets?|data|servers?|hosts?|projects?|resources)?|unittests?|integrationtests?|functionaltests?|acceptancetests?|benchmarks?|samples?|[a-z0-9]+tests)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TestWord();
}
