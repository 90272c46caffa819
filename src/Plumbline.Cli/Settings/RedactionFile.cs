using Plumbline.Wire;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>
/// The <c>redaction</c> part of <c>plumbline.yml</c>, searched upwards from the working directory. SAFETY: whatever is not understood is
/// an error, because a misspelt key would otherwise let a secret out.
/// </summary>
internal static class RedactionFile
{
    /// <summary>The nearest file, or null.</summary>
    public static string? Find(string directory) => SettingsFile.Find(directory);

    public static RedactionRules Load(string path) => Rules(SettingsFile.Load(path));

    public static RedactionRules Parse(TextReader text, string path) => Rules(SettingsFile.Parse(text, path));

    private static RedactionRules Rules(SettingsFile file) =>
        file.Part("redaction") is { } redaction ? Rules(redaction, file.Path) : new RedactionRules();

    private static RedactionRules Rules(YamlMappingNode redaction, string path)
    {
        var rules = new RedactionRules();
        foreach (var (key, value) in redaction.Children)
        {
            rules = (key as YamlScalarNode)?.Value switch
            {
                "enabled" => rules with { Enabled = Switch(value, path) },
                "names" => rules with { Names = SettingsValue.Texts(value, path, "names") },
                "types" => rules with { Types = SettingsValue.Texts(value, path, "types") },
                "patterns" => rules with { Patterns = SettingsValue.Texts(value, path, "patterns") },
                var other => throw SettingsFile.Wrong(key, path, $"'{other}' is not known under redaction; there are enabled, names, types, patterns"),
            };
        }

        return rules;
    }

    private static bool Switch(YamlNode node, string path) => (node as YamlScalarNode)?.Value switch
    {
        "true" => true,
        "false" => false,
        _ => throw SettingsFile.Wrong(node, path, "enabled must be true or false"),
    };
}
