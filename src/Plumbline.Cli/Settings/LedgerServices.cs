using Plumbline.Ledger.Facts;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Settings;

/// <summary>The services under <c>ledger</c>: a mapping of the name to what the service is made of.</summary>
internal static class LedgerServices
{
    public static ServicePolicy[] From(YamlNode node, string path)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var services = new List<ServicePolicy>();
        foreach (var (key, value) in SettingsValue.Mapping(node, path, "services"))
        {
            var service = One(SettingsValue.Text(key, path, "services"), value, path);
            foreach (var name in service.Aliases.Prepend(service.Name))
            {
                if (!names.TryAdd(name, service.Name))
                {
                    throw SettingsFile.Wrong(key, path, $"services: '{name}' is a name of '{names[name]}' already");
                }
            }

            services.Add(service);
        }

        return [.. services];
    }

    /// <summary>A service that needs no word has none: <c>shop:</c>.</summary>
    private static ServicePolicy One(string name, YamlNode node, string path)
    {
        var service = new ServicePolicy(name);
        if (node is YamlScalarNode { Value: null or "" })
        {
            return service;
        }

        foreach (var (key, value) in SettingsValue.Mapping(node, path, $"services: '{name}'"))
        {
            service = (key as YamlScalarNode)?.Value switch
            {
                "paths" => service with { Paths = Paths(value, path) },
                "aliases" => service with { Aliases = SettingsValue.Texts(value, path, "aliases") },
                "repository" => service with { Repository = SettingsValue.Text(value, path, "repository") },
                "team" => service with { Team = SettingsValue.Text(value, path, "team") },
                "partner" => service with { Partner = SettingsValue.Text(value, path, "partner") },
                var other => throw SettingsFile.Wrong(key, path, $"'{other}' is not known of a service; there are paths, aliases, repository, team, partner"),
            };
        }

        return service;
    }

    private static string[] Paths(YamlNode node, string path)
    {
        var texts = SettingsValue.Texts(node, path, "paths");
        for (var at = 0; at < texts.Length; at++)
        {
            if (texts[at][0] == '!' || texts[at].Split('/').Contains(".."))
            {
                throw SettingsFile.Wrong(((YamlSequenceNode)node)[at], path, $"paths: '{texts[at]}' is no pattern of files in the repository; list what belongs to the service, as /src/shop or *.sql");
            }
        }

        return texts;
    }
}
