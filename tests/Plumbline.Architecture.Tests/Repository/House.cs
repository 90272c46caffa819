using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Plumbline.Architecture.Tests.Repository;

/// <summary>One project under src with what it really refers to.</summary>
/// <param name="Name">Name of the project, such as <c>Plumbline.Attach</c>.</param>
/// <param name="References">Simple names of the assemblies that its own assembly refers to.</param>
/// <param name="Packages">Packages and projects that its project file names; a project by its own name.</param>
internal sealed record House(string Name, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>The houses that have been built. A native house has no assembly and none is expected.</summary>
    public static IEnumerable<House> All() =>
        from project in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        let assembly = FindAssembly(project)
        where assembly is not null
        orderby project
        let name = Path.GetFileNameWithoutExtension(project)
        select new House(name, ReferencesOf(File.ReadAllBytes(assembly)), PackagesOf(File.ReadAllText(project)));

    public static IReadOnlyList<string> ReferencesOf(byte[] assembly)
    {
        using var image = new PEReader(new MemoryStream(assembly));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Order()];
    }

    public static IReadOnlyList<string> PackagesOf(string project) =>
    [
        .. XDocument.Parse(project).Descendants()
            .Where(item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference")
            .Where(item => !IsForTheBuildAlone(item))
            .Select(item => (string?)item.Attribute("Include") ?? "")
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include),
    ];

    private static string? FindAssembly(string project)
    {
        var output = Path.Combine(Path.GetDirectoryName(project)!, "bin", Checkout.Configuration);
        var named = XDocument.Load(project).Descendants("AssemblyName").FirstOrDefault()?.Value;
        var file = (named ?? Path.GetFileNameWithoutExtension(project)) + ".dll";
        return Directory.Exists(output)
            ? Directory.EnumerateFiles(output, file, SearchOption.AllDirectories).Where(IsNoReference).MaxBy(File.GetLastWriteTimeUtc)
            : null;
    }

    // Built beforehand and shipped beside it, as the agent is with plumb: nobody sees the other's types.
    private static bool IsForTheBuildAlone(XElement item) =>
        ((string?)item.Attribute("ReferenceOutputAssembly") ?? (string?)item.Element("ReferenceOutputAssembly")) == "false";

    private static bool IsNoReference(string path) => Path.GetFileName(Path.GetDirectoryName(path)) is not ("ref" or "refint");
}
