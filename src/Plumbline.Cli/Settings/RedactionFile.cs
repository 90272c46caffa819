using System.Globalization;
using Plumbline.Wire;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>
/// The <c>redaction</c> part of <c>plumbline.yml</c>, searched upwards from the working directory. SAFETY: whatever is not understood is
/// an error, because a misspelt key would otherwise let a secret out.
/// </summary>
internal static class RedactionFile
{
    public const string Name = "plumbline.yml";
    private const int LargestFile = 1024 * 1024;

    /// <summary>The nearest file, or null.</summary>
    public static string? Find(string directory)
    {
        for (var at = directory; at is not null; at = Path.GetDirectoryName(at))
        {
            var path = Path.Combine(at, Name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    public static RedactionRules Load(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new SettingsException($"{path} is larger than {LargestFile} bytes.");
            }

            using var reader = new StreamReader(path);
            return Parse(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} can't be read: {e.Message}");
        }
    }

    public static RedactionRules Parse(TextReader text, string path)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new SettingsException($"{path}:{e.Start.Line}:{e.Start.Column}: {e.Message}");
        }

        if (yaml.Documents.Count == 0)
        {
            return new RedactionRules();
        }

        return Mapping(yaml.Documents[0].RootNode, path, "the file").Children.TryGetValue(new YamlScalarNode("redaction"), out var redaction)
            ? Rules(Mapping(redaction, path, "redaction"), path)
            : new RedactionRules();
    }

    private static RedactionRules Rules(YamlMappingNode redaction, string path)
    {
        var rules = new RedactionRules();
        foreach (var (key, value) in redaction.Children)
        {
            rules = (key as YamlScalarNode)?.Value switch
            {
                "enabled" => rules with { Enabled = Switch(value, path) },
                "names" => rules with { Names = Texts(value, path, "names") },
                "types" => rules with { Types = Texts(value, path, "types") },
                "patterns" => rules with { Patterns = Texts(value, path, "patterns") },
                var other => throw Wrong(key, path, $"'{other}' is not known under redaction; there are enabled, names, types, patterns"),
            };
        }

        return rules;
    }

    private static YamlMappingNode Mapping(YamlNode node, string path, string what) =>
        node as YamlMappingNode ?? throw Wrong(node, path, $"{what} must be a mapping");

    private static bool Switch(YamlNode node, string path) => (node as YamlScalarNode)?.Value switch
    {
        "true" => true,
        "false" => false,
        _ => throw Wrong(node, path, "enabled must be true or false"),
    };

    private static string[] Texts(YamlNode node, string path, string key)
    {
        if (node is not YamlSequenceNode sequence)
        {
            throw Wrong(node, path, $"{key} must be a list");
        }

        return [.. sequence.Select(n => (n as YamlScalarNode)?.Value is { Length: > 0 } text ? text : throw Wrong(n, path, $"{key} must hold texts"))];
    }

    private static SettingsException Wrong(YamlNode node, string path, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}:{node.Start.Column}: {what}."));
}
