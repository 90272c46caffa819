using System.Reflection;

namespace Plumbline.Architecture.Tests.Repository;

/// <summary>The working copy that the tests were built in.</summary>
internal static class Checkout
{
    private static readonly string[] s_textEndings =
    [
        ".cs", ".c", ".h", ".fs", ".vb", ".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".slnx", ".json", ".md", ".txt",
        ".yml", ".yaml", ".xml", ".sql", ".sh", ".editorconfig", ".gitignore", ".html", ".css", ".js", "",
    ];

    private static readonly string[] s_skipped = [".git", "bin", "obj", "out", ".plumbline", ".shop", "node_modules"];

    private static readonly Lazy<IReadOnlyList<SourceFile>> s_files = new(Read);

    public static string Root { get; } = FindRoot();

    /// <summary>Configuration that the tests were built in; the houses were built in the same.</summary>
    public static string Configuration { get; } =
        typeof(Checkout).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>Every text file, whether committed or not; build output left out.</summary>
    public static IReadOnlyList<SourceFile> Files => s_files.Value;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Plumbline.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Plumbline.slnx in any folder above the tests.");
        }

        return folder.FullName;
    }

    private static List<SourceFile> Read()
    {
        var files = new List<SourceFile>();
        Add(new DirectoryInfo(Root));
        return files;

        void Add(DirectoryInfo folder)
        {
            files.AddRange(folder.EnumerateFiles()
                .Where(file => s_textEndings.Contains(file.Extension) && file.LinkTarget is null && file.Name != ".git")
                .Select(file => new SourceFile(Path.GetRelativePath(Root, file.FullName), File.ReadAllText(file.FullName))));
            foreach (var inner in folder.EnumerateDirectories().Where(inner => inner.LinkTarget is null && !s_skipped.Contains(inner.Name)))
            {
                Add(inner);
            }
        }
    }
}
