using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary><c>plumbline.yml</c>, searched upwards from the working directory.</summary>
internal sealed class SettingsFile
{
    public const string Name = "plumbline.yml";
    private const int LargestFile = 1024 * 1024;

    private readonly YamlMappingNode? _root;

    private SettingsFile(string path, YamlMappingNode? root)
    {
        Path = path;
        _root = root;
    }

    public string Path { get; }

    /// <summary>The nearest file, or null.</summary>
    public static string? Find(string directory)
    {
        for (var at = directory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            var path = System.IO.Path.Combine(at, Name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    public static SettingsFile Load(string path)
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

    public static SettingsFile Parse(TextReader text, string path)
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

        var root = yaml.Documents.Count == 0 ? null : Mapping(yaml.Documents[0].RootNode, path, "the file");
        if (root is not null)
        {
            SettingsParts.Check(root, path);
        }

        return new SettingsFile(path, root);
    }

    /// <summary>The mapping under a key of the file, or null.</summary>
    public YamlMappingNode? Part(string key) =>
        _root is not null && _root.Children.TryGetValue(new YamlScalarNode(key), out var part) ? Mapping(part, Path, key) : null;

    /// <summary>Lines of a part, the first and the one behind the last, from 0; null where there is none. Comments that stand before the next part are that one's.</summary>
    /// <exception cref="SettingsException">The file is written in braces, so that its parts are no lines of their own.</exception>
    public (int From, int To)? Lines(string key, IReadOnlyList<string> lines)
    {
        if (_root is { Style: MappingStyle.Flow })
        {
            throw Wrong(_root, Path, "the file is written in braces; only one in lines can be changed");
        }

        if (_root is null || !_root.Children.ContainsKey(new YamlScalarNode(key)))
        {
            return null;
        }

        var starts = _root.Children.Keys.Select(node => (Name: (node as YamlScalarNode)?.Value, Line: (int)node.Start.Line - 1)).OrderBy(start => start.Line).ToList();
        var at = starts.FindIndex(start => start.Name == key);
        var to = at + 1 < starts.Count ? starts[at + 1].Line : lines.Count;
        while (to > starts[at].Line + 1 && (lines[to - 1].Trim().Length == 0 || lines[to - 1][0] == '#'))
        {
            to--;
        }

        return (starts[at].Line, to);
    }

    public static SettingsException Wrong(YamlNode node, string path, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}:{node.Start.Column}: {what}."));

    private static YamlMappingNode Mapping(YamlNode node, string path, string what) =>
        node as YamlMappingNode ?? throw Wrong(node, path, $"{what} must be a mapping");
}
