using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Git.Surveying;

namespace Plumbline.Cli.Setup;

/// <summary>Programs that are not of .NET: by package.json, go.mod with a package main, and Cargo.toml.</summary>
internal static partial class OtherPrograms
{
    private const int MostFiles = 3000;
    private static readonly string[] s_pages = ["next", "nuxt", "astro", "@sveltejs/kit", "@remix-run/serve", "@angular/core"];

    public static IEnumerable<ServiceGuess> Find(RepositoryTree tree) =>
        tree.Paths.Where(path => !PathParts.IsAside(PathParts.Folder(path)))
            .Select(path => (Path: path, Name: PathParts.Name(path)))
            .Where(file => file.Name is "package.json" or "main.go" or "main.rs")
            .Take(MostFiles)
            .Select(file => file.Name switch
            {
                "package.json" => Node(tree, file.Path),
                "main.go" => Go(tree, file.Path),
                _ => Rust(tree, file.Path),
            })
            .OfType<ServiceGuess>();

    private static ServiceGuess? Node(RepositoryTree tree, string path)
    {
        var folder = PathParts.Folder(path);
        try
        {
            using var document = JsonDocument.Parse(tree.Text(path) ?? "", new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || root.TryGetProperty("workspaces", out _))
            {
                return null;
            }

            var why = Has(root, "scripts", "start") ? "has a script that starts it"
                : tree.Has(PathParts.Join(folder, "index.html")) && Has(root, "scripts", "build") ? "builds pages"
                : Array.Exists(s_pages, name => Has(root, "dependencies", name)) ? "builds pages"
                : null;
            var name = root.TryGetProperty("name", out var told) && told.ValueKind == JsonValueKind.String && told.GetString()!.Length > 0 ? PathParts.Name(told.GetString()!) : PathParts.Name(folder);
            return why is null || name.Length == 0 ? null : new ServiceGuess(name, folder, $"{path} {why}") { File = path };
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text with a lone surrogate.
            return null;
        }
    }

    private static bool Has(JsonElement root, string part, string name) =>
        root.TryGetProperty(part, out var parts) && parts.ValueKind == JsonValueKind.Object && parts.TryGetProperty(name, out _);

    private static ServiceGuess? Go(RepositoryTree tree, string path)
    {
        var folder = PathParts.Folder(path);
        if (Module(tree, folder, "go.mod") is not { } module || tree.Text(path) is not { } text || !PackageMain().IsMatch(text))
        {
            return null;
        }

        var name = folder != module ? PathParts.Name(folder)
            : ModuleName().Match(tree.Text(PathParts.Join(module, "go.mod")) ?? "") is { Success: true } match ? PathParts.Name(match.Groups[1].Value)
            : PathParts.Name(folder);
        if (name.Length == 0 || folder == module)
        {
            return name.Length == 0 ? null : new ServiceGuess(name, folder, $"{path} is of package main") { File = path };
        }

        // Programs of a module stand side by side under cmd; what else holds code is shared.
        var prefix = module.Length == 0 ? "" : module + "/";
        var shared = tree.Paths.Where(file => file.EndsWith(".go", StringComparison.Ordinal) && PathParts.IsIn(file, module))
            .Select(file => file[prefix.Length..].Split('/') is [var first, _, ..] ? prefix + first : "")
            .Where(part => part.Length > 0 && !PathParts.IsIn(folder, part) && !PathParts.IsAside(part))
            .Distinct();
        return new ServiceGuess(name, folder, $"{path} is of package main") { Parts = [.. shared, PathParts.Join(module, "go.mod")], File = path };
    }

    private static ServiceGuess? Rust(RepositoryTree tree, string path)
    {
        var source = PathParts.Folder(path);
        if (PathParts.Name(source) != "src" || Module(tree, PathParts.Folder(source), "Cargo.toml") is not { } folder || folder != PathParts.Folder(source))
        {
            return null;
        }

        var name = CrateName().Match(tree.Text(PathParts.Join(folder, "Cargo.toml")) ?? "") is { Success: true } match ? match.Groups[1].Value : PathParts.Name(folder);
        return name.Length == 0 ? null : new ServiceGuess(name, folder, $"{path} makes a program") { File = path };
    }

    /// <summary>The nearest folder upwards that has a file.</summary>
    private static string? Module(RepositoryTree tree, string folder, string file)
    {
        for (var at = folder; ; at = PathParts.Folder(at))
        {
            if (tree.Has(PathParts.Join(at, file)))
            {
                return at;
            }

            if (at.Length == 0)
            {
                return null;
            }
        }
    }

    [GeneratedRegex(@"^package\s+main\b", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PackageMain();

    [GeneratedRegex(@"^module\s+(\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ModuleName();

    [GeneratedRegex(@"^\[package\][^\[]*?^name\s*=\s*""([^""\n]+)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CrateName();
}
