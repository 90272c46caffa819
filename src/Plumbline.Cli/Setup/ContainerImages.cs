using Plumbline.Git.Surveying;

namespace Plumbline.Cli.Setup;

/// <summary>Services that only a recipe of a container image tells of.</summary>
internal static class ContainerImages
{
    private const int MostImages = 500;

    private static readonly HashSet<string> s_surroundings = new(StringComparer.OrdinalIgnoreCase)
    {
        "fedora", "ubuntu", "debian", "alpine", "centos", "rhel", "ubi", "rocky", "almalinux", "arch", "opensuse", "windows", "linux", "dev", "devel", "development", "devcontainer", "ci", "build", "builder", "base", "test", "tests", "runner",
    };

    private static readonly HashSet<string> s_code = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".fs", ".vb", ".go", ".rs", ".py", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".java", ".kt", ".scala", ".rb", ".php", ".c", ".cc", ".cpp", ".swift", ".ex", ".exs", ".clj", ".html", ".vue", ".svelte", ".dart",
    };

    /// <param name="programs">What is known already: an image of one of these tells nothing new.</param>
    public static IEnumerable<ServiceGuess> Find(RepositoryTree tree, IReadOnlyList<ServiceGuess> programs, string repository)
    {
        foreach (var path in tree.Paths.Where(path => IsImage(PathParts.Name(path)) && !PathParts.IsAside(PathParts.Folder(path))).Take(MostImages).ToList())
        {
            var (folder, name, text) = (PathParts.Folder(path), NameOf(path, repository), tree.Text(path) ?? "");
            if (s_surroundings.Contains(name) || programs.Any(guess => IsImageOf(guess, folder, text)) || (programs.Count == 1 && folder.Length == 0))
            {
                continue;
            }

            var guess = new ServiceGuess(name, folder, $"{path} makes an image") { File = path };
            yield return HasCode(tree, folder) ? guess : Copied(tree, guess, text);
        }
    }

    private static bool IsImage(string name) =>
        name is "Dockerfile" or "Containerfile" || name.StartsWith("Dockerfile.", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>api</c> of <c>Dockerfile.api</c>, <c>api.Dockerfile</c> and <c>api/Dockerfile</c>.</summary>
    private static string NameOf(string path, string repository) => PathParts.Name(path).Split('.') switch
    {
        [var first, var last] => first.Equals("Dockerfile", StringComparison.OrdinalIgnoreCase) ? last : first,
        _ => PathParts.Folder(path) is { Length: > 0 } folder ? PathParts.Name(folder) : repository,
    };

    /// <summary>Beside the program, below it, or with its project file in the recipe.</summary>
    private static bool IsImageOf(ServiceGuess program, string folder, string recipe) =>
        program.Folder == folder
        || (program.Folder.Length > 0 && PathParts.IsIn(folder, program.Folder))
        || (PathParts.Name(program.File) is not ("package.json" or "main.go" or "main.rs") && recipe.Contains(PathParts.Name(program.File), StringComparison.Ordinal));

    private static bool HasCode(RepositoryTree tree, string folder) => tree.Paths.Any(path => PathParts.IsIn(path, folder) && s_code.Contains(Path.GetExtension(path)));

    /// <summary>A recipe that stands apart from the code: what it copies from the top of the repository is what it is built from.</summary>
    private static ServiceGuess Copied(RepositoryTree tree, ServiceGuess guess, string recipe)
    {
        var copied = recipe.Split('\n')
            .Select(line => line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 2 && words[0].ToUpperInvariant() is "COPY" or "ADD" && !words[1].StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(words => words[1..^1].Where(word => word[0] is not '-' and not '['))
            .Select(word => PathParts.Resolve("", word))
            .OfType<string>()
            .ToList();
        var parts = copied.Where(part => part.Length > 0 && (tree.Has(part) || tree.Paths.Any(path => PathParts.IsIn(path, part)))).Distinct().ToList();
        return copied.Contains("") || parts.Count == 0 ? guess with { IsOfAll = true } : guess with { IsOfPartsOnly = true, Parts = parts };
    }
}
