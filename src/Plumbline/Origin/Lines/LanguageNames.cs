namespace Plumbline.Origin.Lines;

/// <summary>Languages by the ends of paths.</summary>
internal static class LanguageNames
{
    private static readonly Dictionary<string, string> s_byExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".cs"] = "C#", [".csx"] = "C#", [".fs"] = "F#", [".fsx"] = "F#", [".fsi"] = "F#", [".vb"] = "Visual Basic", [".razor"] = "Razor", [".cshtml"] = "Razor",
        [".py"] = "Python", [".pyi"] = "Python", [".js"] = "JavaScript", [".mjs"] = "JavaScript", [".cjs"] = "JavaScript", [".jsx"] = "JavaScript", [".ts"] = "TypeScript", [".tsx"] = "TypeScript",
        [".java"] = "Java", [".kt"] = "Kotlin", [".kts"] = "Kotlin", [".go"] = "Go", [".rs"] = "Rust", [".c"] = "C", [".h"] = "C", [".cpp"] = "C++", [".cc"] = "C++", [".hpp"] = "C++", [".cxx"] = "C++",
        [".rb"] = "Ruby", [".php"] = "PHP", [".swift"] = "Swift", [".m"] = "Objective-C", [".scala"] = "Scala", [".dart"] = "Dart", [".lua"] = "Lua", [".zig"] = "Zig", [".ex"] = "Elixir", [".exs"] = "Elixir",
        [".sh"] = "Shell", [".bash"] = "Shell", [".ps1"] = "PowerShell", [".psm1"] = "PowerShell", [".sql"] = "SQL", [".html"] = "HTML", [".htm"] = "HTML", [".css"] = "CSS", [".scss"] = "CSS", [".less"] = "CSS",
        [".md"] = "Markdown", [".rst"] = "Text", [".txt"] = "Text", [".adoc"] = "Text", [".json"] = "JSON", [".jsonl"] = "JSON", [".yml"] = "YAML", [".yaml"] = "YAML", [".toml"] = "TOML", [".xml"] = "XML", [".xaml"] = "XAML",
        [".csproj"] = "MSBuild", [".fsproj"] = "MSBuild", [".vbproj"] = "MSBuild", [".props"] = "MSBuild", [".targets"] = "MSBuild", [".slnx"] = "MSBuild", [".sln"] = "MSBuild",
        [".resx"] = "Resources", [".xlf"] = "Resources", [".proto"] = "Protocol Buffers", [".tf"] = "Terraform", [".bicep"] = "Bicep", [".vue"] = "Vue", [".svelte"] = "Svelte", [".svg"] = "SVG",
    };

    public static string Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return s_byExtension.GetValueOrDefault(Path.GetExtension(name)) ?? (name.StartsWith("Dockerfile", StringComparison.Ordinal) ? "Dockerfile" : "other");
    }
}
