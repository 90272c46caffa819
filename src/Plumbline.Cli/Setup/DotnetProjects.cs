using System.Xml;
using System.Xml.Linq;
using Plumbline.Git.Surveying;

namespace Plumbline.Cli.Setup;

/// <summary>Projects of .NET that make a program, with the projects that these are built from.</summary>
internal sealed class DotnetProjects
{
    private const int MostProjects = 3000;
    private const int ManyLibraries = 5;
    private static readonly string[] s_extensions = [".csproj", ".fsproj", ".vbproj"];
    private static readonly string[] s_shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];
    private static readonly string[] s_testPackages = ["xunit", "MSTest", "NUnit", "TUnit", "Microsoft.NET.Test.Sdk", "BenchmarkDotNet"];

    private readonly Dictionary<string, Project> _projects;

    private DotnetProjects(Dictionary<string, Project> projects) => _projects = projects;

    public static IEnumerable<ServiceGuess> Find(RepositoryTree tree)
    {
        var projects = new Dictionary<string, Project>(StringComparer.Ordinal);
        foreach (var path in tree.Paths.Where(path => s_extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))).Take(MostProjects))
        {
            if (tree.Text(path) is { } text && Read(path, text) is { } project)
            {
                projects[path] = project;
            }
        }

        return new DotnetProjects(projects).Services(tree);
    }

    private List<ServiceGuess> Services(RepositoryTree tree)
    {
        var real = _projects.Values.Where(project => !project.IsTest && !PathParts.IsAside(PathParts.Folder(project.Path)) && !PathParts.IsTest(NameOf(project))).ToList();
        var programs = real.Where(project => project.Program is not null).ToList();

        // A program or two among many libraries that nobody hosts are helpers of their build: what ships are the libraries.
        if (!programs.Exists(project => project.Program!.IsHosted) && real.Count > programs.Count * (1 + ManyLibraries))
        {
            return [];
        }

        return [.. programs.Select(project => Service(tree, project))];
    }

    private ServiceGuess Service(RepositoryTree tree, Project project)
    {
        var folder = PathParts.Folder(project.Path);
        var parts = BuiltFrom(project).Select(one => PathParts.Folder(one.Path)).Where(part => part != folder).Distinct();
        return new ServiceGuess(NameOf(project), folder, $"{project.Path} is {project.Program!.Words}") { Parts = [.. parts, .. Shared(tree, folder)], File = project.Path };
    }

    private static string NameOf(Project project) => Path.GetFileNameWithoutExtension(PathParts.Name(project.Path));

    private List<Project> BuiltFrom(Project project)
    {
        var found = new Dictionary<string, Project>(StringComparer.Ordinal);
        var open = new Stack<Project>([project]);
        while (open.TryPop(out var next))
        {
            foreach (var path in next.References)
            {
                if (_projects.TryGetValue(path, out var reference) && found.TryAdd(path, reference))
                {
                    open.Push(reference);
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>What is set for all projects under a folder is a part of each of them.</summary>
    private static IEnumerable<string> Shared(RepositoryTree tree, string folder)
    {
        for (var at = folder; at.Length > 0;)
        {
            at = PathParts.Folder(at);
            if (s_shared.Any(name => tree.Has(PathParts.Join(at, name))))
            {
                yield return PathParts.Join(at, "Directory.*");
            }
        }
    }

    private static Project? Read(string path, string text)
    {
        XElement root;
        try
        {
            root = XElement.Parse(text);
        }
        catch (XmlException)
        {
            return null;
        }

        var folder = PathParts.Folder(path);
        var sdk = string.Join(';', root.DescendantsAndSelf().Select(element => element.Name.LocalName == "Sdk" ? (string?)element.Attribute("Name") : (string?)element.Attribute("Sdk")).OfType<string>());
        var packages = Includes(root, "PackageReference").ToList();
        var isTest = Value(root, "IsTestProject") == "true" || packages.Exists(package => s_testPackages.Any(known => package.StartsWith(known, StringComparison.OrdinalIgnoreCase)));
        var references = Includes(root, "ProjectReference").Select(reference => PathParts.Resolve(folder, reference)).OfType<string>().ToList();
        return new Project(path, isTest, isTest ? null : ProgramOf(root, sdk), references);
    }

    private static ProgramKind? ProgramOf(XElement root, string sdk) => sdk switch
    {
        // An orchestrator for developers, not a thing that is deployed.
        _ when sdk.Contains("Aspire.AppHost", StringComparison.OrdinalIgnoreCase) || Value(root, "IsAspireHost") == "true" => null,
        _ when Value(root, "AzureFunctionsVersion") is not null => new("an app of Azure Functions", IsHosted: true),
        _ when sdk.Contains("BlazorWebAssembly", StringComparison.OrdinalIgnoreCase) => new("an app for the browser", IsHosted: true),
        _ when sdk.Contains(".Web", StringComparison.OrdinalIgnoreCase) && Value(root, "OutputType") is not "library" => new("a web application", IsHosted: true),
        _ when sdk.Contains(".Worker", StringComparison.OrdinalIgnoreCase) => new("a worker", IsHosted: true),
        _ when Value(root, "PackAsTool") == "true" => new("a tool", IsHosted: true),
        _ => Value(root, "OutputType") switch
        {
            "winexe" => new("a desktop program", IsHosted: true),
            "exe" => new("a program", IsHosted: false),
            _ => null,
        },
    };

    private static string? Value(XElement root, string name) => root.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim().ToLowerInvariant();

    private static IEnumerable<string> Includes(XElement root, string name) =>
        root.Descendants().Where(element => element.Name.LocalName == name).Select(element => (string?)element.Attribute("Include")).OfType<string>().SelectMany(include => include.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private sealed record Project(string Path, bool IsTest, ProgramKind? Program, IReadOnlyList<string> References);

    /// <param name="IsHosted">Whether it is made to be run by others: a plain program may be a helper.</param>
    private sealed record ProgramKind(string Words, bool IsHosted);
}
