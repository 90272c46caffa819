using Plumbline.Git.Surveying;

namespace Plumbline.Cli.Setup;

/// <summary>What of a repository is deployed on its own, and the files that each is built from.</summary>
internal static class ServiceSurvey
{
    private const int MostServices = 60;
    private const int MostFolders = 15;

    private static readonly string[] s_gathered = ["services", "apps", "microservices"];
    private static readonly HashSet<string> s_words = new(StringComparer.OrdinalIgnoreCase) { "", ".md", ".txt", ".rst", ".adoc", ".svg", ".png", ".gif", ".jpg", ".ico", ".yml", ".yaml", ".sln", ".slnx", ".slnf", ".cmd", ".sh", ".ps1", ".bat" };

    /// <param name="tree">The files.</param>
    /// <param name="repository">Name of the repository, for one that is a single service.</param>
    public static IReadOnlyList<ServiceGuess> Find(RepositoryTree tree, string repository)
    {
        List<ServiceGuess> found = [.. DotnetProjects.Find(tree), .. OtherPrograms.Find(tree)];
        found.AddRange(ContainerImages.Find(tree, found, repository));
        if (found.Count == 0)
        {
            found.AddRange(Gathered(tree));
        }

        if (found.Count == 0)
        {
            return [Whole(tree, repository)];
        }

        return [.. Named(found).Take(MostServices).Select(guess => guess with { Paths = Patterns(tree, guess, found) })];
    }

    private static IEnumerable<ServiceGuess> Gathered(RepositoryTree tree) =>
        tree.Paths.Select(path => path.Split('/'))
            .Where(parts => parts.Length > 2 && s_gathered.Contains(parts[0]) && !PathParts.IsAside(parts[1]))
            .Select(parts => (parts[0], parts[1]))
            .Distinct()
            .Select(folder => new ServiceGuess(folder.Item2, $"{folder.Item1}/{folder.Item2}", $"a folder in {folder.Item1}") { File = $"{folder.Item1}/{folder.Item2}/" });

    private static ServiceGuess Whole(RepositoryTree tree, string repository)
    {
        var source = tree.Paths.Any(path => path.StartsWith("src/", StringComparison.Ordinal)) ? "src" : tree.Paths.Any(path => path.StartsWith("lib/", StringComparison.Ordinal)) ? "lib" : "";
        return new ServiceGuess(repository, source, "nothing here looks as if it were deployed by itself, so the repository is one service") { Paths = source.Length == 0 ? [] : ["/" + source] };
    }

    /// <summary>Names are told apart in any case of letters; of two with one name the second has its folder's.</summary>
    private static IEnumerable<ServiceGuess> Named(List<ServiceGuess> found)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var guess in found.OrderBy(guess => guess.Folder, StringComparer.Ordinal).ThenBy(guess => guess.File, StringComparer.Ordinal))
        {
            if (names.Add(guess.Name))
            {
                yield return guess;
            }
            else if (guess.Folder.Length > 0 && names.Add(guess.Folder))
            {
                yield return guess with { Name = guess.Folder };
            }
        }
    }

    private static IReadOnlyList<string> Patterns(RepositoryTree tree, ServiceGuess guess, List<ServiceGuess> all)
    {
        if (guess.IsOfAll)
        {
            return [];
        }

        var own = guess.IsOfPartsOnly ? [] : guess.Folder.Length == 0 ? AtTheTop(tree, all) : ["/" + guess.Folder];
        var parts = guess.Parts.Select(part => part.Length == 0 ? "" : "/" + part).Where(part => part.Length > 0).ToList();
        if (parts.Count > MostFolders)
        {
            parts = [.. parts.Select(part => part.IndexOf('/', 1) is var slash and > 0 && !tree.Has(part[1..]) ? part[..slash] : part)];
        }

        // A folder stands for all that is in it.
        List<string> patterns = [.. own.Concat(parts).Distinct()];
        return [.. patterns.Where(one => !patterns.Exists(other => other != one && PathParts.IsIn(one, other)))];
    }

    /// <summary>A project at the top is built from what no other one has for itself.</summary>
    private static IEnumerable<string> AtTheTop(RepositoryTree tree, List<ServiceGuess> all)
    {
        var others = all.Select(guess => guess.Folder).Where(folder => folder.Length > 0).Select(folder => folder.Split('/')[0]).ToHashSet();
        var folders = tree.Paths.Where(path => path.Contains('/', StringComparison.Ordinal)).Select(path => path.Split('/')[0]).Distinct().Where(folder => !PathParts.IsAside(folder) && !others.Contains(folder));
        var files = tree.Paths.Where(path => !path.Contains('/', StringComparison.Ordinal) && path[0] != '.').Select(Path.GetExtension).OfType<string>().Distinct().Where(extension => !s_words.Contains(extension));
        return folders.Select(folder => "/" + folder).Concat(files.Select(extension => "/*" + extension));
    }
}
