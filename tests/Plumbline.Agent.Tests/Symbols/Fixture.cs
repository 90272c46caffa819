using System.Reflection;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.Loader;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Shouldly;

namespace Plumbline.Agent.Tests.Symbols;

/// <summary>One of the compiled fixture assemblies, loaded into a context of its own, and its sources with their markers.</summary>
internal sealed class Fixture
{
    private static readonly string s_root = Metadata("SymbolFixtures");

    private readonly string _sources;

    private Fixture(string project, string assembly)
    {
        _sources = assembly == "SymbolFixtures" ? "Source" : project;
        Directory = Path.Combine(s_root, project, "bin", Metadata("Configuration"), "net10.0");
        Dll = Path.Combine(Directory, assembly + ".dll");
        Project = project;
        var context = new AssemblyLoadContext(project);
        context.Resolving += (_, name) =>
            Path.Combine(Directory, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        Image = ModuleImage.Of(context.LoadFromAssemblyPath(Dll)).ShouldNotBeNull();
    }

    public static Fixture Unoptimised { get; } = new("Unoptimised", "SymbolFixtures");

    public static Fixture Optimised { get; } = new("Optimised", "SymbolFixtures");

    public static Fixture NoSymbols { get; } = new("NoSymbols", "SymbolFixtures");

    public static Fixture VisualBasic { get; } = new("VisualBasic", "VisualBasicFixture");

    public static Fixture FSharp { get; } = new("FSharp", "FSharpFixture");

    public string Project { get; }

    public string Directory { get; }

    public string Dll { get; }

    public string Pdb => Path.ChangeExtension(Dll, ".pdb");

    public ModuleImage Image { get; }

    public SymbolStore Store { get; } = new();

    public ModuleSymbols Symbols => Store.For(Image, []).Symbols.ShouldNotBeNull();

    public static Fixture Of(string name) => name switch
    {
        nameof(Unoptimised) => Unoptimised,
        nameof(Optimised) => Optimised,
        _ => NoSymbols,
    };

    /// <summary>File and line that carry a marker <c>//! name</c>.</summary>
    public (string File, int Line) Marker(string marker)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Path.Combine(s_root, _sources)).Where(IsSource))
        {
            var lines = File.ReadAllLines(file);
            var index = Array.FindIndex(lines, line => line.EndsWith("! " + marker, StringComparison.Ordinal));
            if (index >= 0)
            {
                return (Path.GetFileName(file), index + 1);
            }
        }

        throw new InvalidOperationException($"No source has the marker '{marker}'.");
    }

    public PlaceResolution Resolve(string place) => Resolve(place, includeFramework: false);

    public PlaceResolution Resolve(string place, bool includeFramework, params ModuleImage[] others)
    {
        var parsed = Place.Parse(place);
        parsed.Error.ShouldBeNull();
        return new PlaceResolver(Store).Resolve(parsed.Place!, [Image, .. others], new ResolveOptions(includeFramework, []));
    }

    public ResolvedPlace[] AtMarker(string marker)
    {
        var (file, line) = Marker(marker);
        var resolution = Resolve($"{file}:{line}");
        resolution.Message.ShouldBe("");
        return resolution.Places;
    }

    public ResolvedPlace One(string place)
    {
        var resolution = Resolve(place);
        resolution.Message.ShouldBe("");
        return resolution.Places.ShouldHaveSingleItem();
    }

    /// <summary>The variables at a marker as <c>role name : type</c>, the one in the innermost lambda when there are several methods.</summary>
    public string[] Variables(string marker, string method)
    {
        var place = AtMarker(marker).Single(candidate => candidate.SourceName.EndsWith(method, StringComparison.Ordinal));
        return [.. Visible(place).Select(variable => Shown(place, variable))];
    }

    public IReadOnlyList<VisibleVariable> Visible(ResolvedPlace place) =>
        VisibleVariables.At(Image, place.Symbols, place.Body, place.Lines.Length > 0 ? place.Lines[0].IlOffset : 0);

    private string Shown(ResolvedPlace place, VisibleVariable variable)
    {
        var role = variable.Role.ToString().ToLowerInvariant();
        var owner = Image.Metadata.GetMethodDefinition(place.Body).GetDeclaringType();
        var type = variable.IsConstant
            ? $"{variable.ConstantType}={variable.Constant}"
            : new SignatureText(Image.Metadata, owner, place.Body).Type(variable.Signature);
        return $"{role} {variable.Name} : {type}";
    }

    private static bool IsSource(string path) =>
        Path.GetExtension(path) is ".cs" or ".vb" or ".fs";

    private static string Metadata(string key) =>
        typeof(Fixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
