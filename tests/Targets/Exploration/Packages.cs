using Plumbline.Exploration.Work;

namespace Plumbline.Exploration;

/// <summary>A package, the assemblies that are probed, and the work that is run through them.</summary>
internal sealed record Package(string Name, string[] Assemblies, Action<TextWriter> Work);

internal static class Packages
{
    public static Package[] All { get; } =
    [
        new("Newtonsoft.Json", ["Newtonsoft.Json"], JsonWork.Run),
        new("Markdig", ["Markdig"], MarkdownWork.Run),
        new("YamlDotNet", ["YamlDotNet"], YamlWork.Run),
        new("CsvHelper", ["CsvHelper"], CsvWork.Run),
        new("NodaTime", ["NodaTime"], TimeWork.Run),
        new("Jint", ["Jint", "Acornima"], ScriptWork.Run),
        new("AngleSharp", ["AngleSharp"], HtmlWork.Run),
        new("Mono.Cecil", ["Mono.Cecil", "Mono.Cecil.Rocks"], CecilWork.Run),
        new("Handlebars.Net", ["Handlebars"], TemplateWork.Run),
        new("Humanizer", ["Humanizer"], WordWork.Run),
        new("FluentValidation", ["FluentValidation"], RuleWork.Run),
        new("Roslyn", ["Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"], CompilerWork.Run),
    ];

    public static Package Named(string name) => All.Single(package => package.Name == name);
}
