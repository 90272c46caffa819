using System.Text.Json;

namespace Plumbline.Attach.Processes;

/// <summary>Switches from the <c>runtimeconfig.json</c> of a process.</summary>
/// <param name="Path">The file, as it opens from here.</param>
internal sealed record RuntimeConfig(string Path, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>Null where the file can't be found or read.</summary>
    public static RuntimeConfig? Find(TargetFacts facts, Bundle? bundle)
    {
        if (bundle?.ReadConfig() is { } bundled && Parse(bundled) is { } inside)
        {
            return new RuntimeConfig(facts.Executable ?? "its executable", inside);
        }

        foreach (var candidate in Candidates(facts))
        {
            var path = facts.Root.Outside(candidate);
            if (Read(path) is { } properties)
            {
                return new RuntimeConfig(path, properties);
            }
        }

        return null;
    }

    public bool? Switch(string name) => Properties.TryGetValue(name, out var value) && bool.TryParse(value, out var on) ? on : null;

    private static IEnumerable<string> Candidates(TargetFacts facts)
    {
        const string Extension = ".runtimeconfig.json";
        if (facts.Runtime is { Entry.Length: > 0 } answer && facts.Mapped?.Find(answer.Entry + ".dll") is { } assembly)
        {
            yield return System.IO.Path.ChangeExtension(assembly, Extension);
        }

        foreach (var argument in facts.Arguments.Where(a => a.EndsWith(".dll", StringComparison.Ordinal)))
        {
            var directory = ProcFile.Link(facts.Pid, "cwd") ?? "/";
            yield return System.IO.Path.ChangeExtension(System.IO.Path.Combine(directory, argument), Extension);
        }

        if (facts.Executable is not null)
        {
            yield return facts.Executable + Extension;
        }
    }

    private static Dictionary<string, string>? Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<string, string>? Parse(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var properties = new Dictionary<string, string>(StringComparer.Ordinal);
            if (document.RootElement.TryGetProperty("runtimeOptions", out var options)
                && options.TryGetProperty("configProperties", out var set))
            {
                foreach (var property in set.EnumerateObject())
                {
                    properties[property.Name] = property.Value.ToString();
                }
            }

            return properties;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
