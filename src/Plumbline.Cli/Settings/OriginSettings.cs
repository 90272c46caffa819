using Plumbline.Origin.Signatures;
using Plumbline.Origin.Verdicts;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>The <c>origin</c> part of <c>plumbline.yml</c>: the policy of a repository, and marks of its own.</summary>
internal static class OriginSettings
{
    public static OriginPolicy From(SettingsFile file)
    {
        var policy = new OriginPolicy();
        foreach (var (key, value) in file.Part("origin") ?? new YamlMappingNode())
        {
            policy = (key as YamlScalarNode)?.Value switch
            {
                "unmarked-is-human-since" => policy with { UnmarkedIsHumanSince = SettingsValue.Day(value, file.Path, "unmarked-is-human-since") },
                "human-until" => policy with { HumanUntil = SettingsValue.Day(value, file.Path, "human-until") },
                "humans" => policy with { Humans = SettingsValue.Texts(value, file.Path, "humans") },
                "generated" => policy with { Generated = SettingsValue.Texts(value, file.Path, "generated") },
                "agents" => policy with { Signatures = [.. policy.Signatures, .. Authors(value, file.Path, "agents", SignatureKind.Agent)] },
                "automation" => policy with { Signatures = [.. policy.Signatures, .. Authors(value, file.Path, "automation", SignatureKind.Automation)] },
                "signatures" => policy with { Signatures = [.. policy.Signatures, .. Signatures(value, file.Path)] },
                var other => throw SettingsFile.Wrong(key, file.Path, $"'{other}' is not known under origin; there are unmarked-is-human-since, human-until, humans, agents, automation, signatures, generated"),
            };
        }

        return policy;
    }

    /// <summary>A mapping of <c>Name &lt;mail&gt;</c> or an address to the tool, or a list of such authors.</summary>
    private static IEnumerable<Signature> Authors(YamlNode node, string path, string key, SignatureKind kind)
    {
        var authors = node is YamlMappingNode map
            ? map.Select(pair => (Who: SettingsValue.Text(pair.Key, path, key), Tool: SettingsValue.Text(pair.Value, path, key)))
            : SettingsValue.Texts(node, path, key).Select(who => (Who: who, Tool: who));
        return [.. authors.Select(author => new Signature("yml:" + author.Who, author.Tool, kind, MarkPlace.Author | MarkPlace.CoAuthor, author.Who.Contains('<', StringComparison.Ordinal) ? author.Who : $"* <{author.Who}>") { Source = SignatureSource.Settings })];
    }

    private static IEnumerable<Signature> Signatures(YamlNode node, string path)
    {
        if (node is not YamlSequenceNode list)
        {
            throw SettingsFile.Wrong(node, path, "signatures must be a list");
        }

        return [.. list.Select(entry => entry is YamlMappingNode map ? One(map, path) : throw SettingsFile.Wrong(entry, path, "a signature must be a mapping"))];
    }

    private static Signature One(YamlMappingNode map, string path)
    {
        string? tool = null, pattern = null, id = null;
        var (kind, place, model) = (SignatureKind.Agent, (MarkPlace?)null, ModelReading.None);
        DateOnly? since = null;
        foreach (var (key, value) in map)
        {
            switch ((key as YamlScalarNode)?.Value)
            {
                case "id":
                    id = SettingsValue.Text(value, path, "id");
                    break;
                case "tool":
                    tool = SettingsValue.Text(value, path, "tool");
                    break;
                case "pattern":
                    pattern = SettingsValue.Text(value, path, "pattern");
                    break;
                case "since":
                    since = SettingsValue.Day(value, path, "since");
                    break;
                case "kind":
                    kind = Word<SignatureKind>(value, path, "kind", "agent, session, assist, convention or automation");
                    break;
                case "place":
                    place = SettingsValue.Text(value, path, "place") == "co-author" ? MarkPlace.CoAuthor : Word<MarkPlace>(value, path, "place", "author, committer, co-author or line");
                    break;
                case "model":
                    model = Word<ModelReading>(value, path, "model", "none, name, hole or value");
                    break;
                default:
                    throw SettingsFile.Wrong(key, path, "a signature has id, tool, kind, place, pattern, model and since");
            }
        }

        if (tool is null || pattern is null)
        {
            throw SettingsFile.Wrong(map, path, "a signature needs a tool and a pattern");
        }

        var where = place ?? (pattern.Contains('<', StringComparison.Ordinal) ? MarkPlace.Author | MarkPlace.CoAuthor : MarkPlace.Line);
        return new Signature(id ?? "yml:" + pattern, tool, kind, where, pattern) { Model = model, Since = since, Source = SignatureSource.Settings };
    }

    private static T Word<T>(YamlNode node, string path, string key, string expected)
        where T : struct, Enum =>
        Enum.TryParse<T>(SettingsValue.Text(node, path, key), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : throw SettingsFile.Wrong(node, path, $"{key} must be {expected}");
}
