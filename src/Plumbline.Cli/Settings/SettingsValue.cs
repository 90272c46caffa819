using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>Values of <c>plumbline.yml</c>, or an error that says where they stand.</summary>
internal static class SettingsValue
{
    public static string Text(YamlNode node, string path, string key) =>
        (node as YamlScalarNode)?.Value is { Length: > 0 } text ? text : throw SettingsFile.Wrong(node, path, $"{key} must hold texts");

    public static string[] Texts(YamlNode node, string path, string key) =>
        node is YamlSequenceNode list ? [.. list.Select(entry => Text(entry, path, key))] : throw SettingsFile.Wrong(node, path, $"{key} must be a list");

    public static YamlMappingNode Mapping(YamlNode node, string path, string key) =>
        node as YamlMappingNode ?? throw SettingsFile.Wrong(node, path, $"{key} must be a mapping");

    public static DateOnly Day(YamlNode node, string path, string key) =>
        DateOnly.TryParseExact(Text(node, path, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw SettingsFile.Wrong(node, path, $"{key} must be a date such as 2024-01-31");
}
