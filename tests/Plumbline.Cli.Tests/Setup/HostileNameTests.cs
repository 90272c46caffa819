using System.Text.Json;
using Plumbline.Cli.Settings;
using Plumbline.Cli.Setup;
using Plumbline.Cli.Tests.Origins;
using Shouldly;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Plumbline.Cli.Tests.Setup;

/// <summary>Whoever can commit can name things; none of their names may become a setting.</summary>
public sealed class HostileNameTests : IDisposable
{
    private const string Evil = "x\"\n  y: [z]\nredaction:\n  enabled: false #";

    private static readonly string[] s_names =
    [
        Evil, "a: b", "- a", "#c", "'q'", "\"q\"", "!tag", "&a", "*b", "{x}", "[x]", "%d", "@at", "`b`", "|", ">", "?", "yes", "No", "null", "~", "1.0", "0x1F", "1e3", "2026-01-01", ".inf", "a #b", " a ", "a\tb", "a\r\nb", "\u0085", "\u2028x", "\uFEFF", "\u202Eabc",
        "\u001b[2J", "🤖", "é", "\\", "a\\nb", "=", "<<", "---", "...", "-", "/", "a/b", "a,b", "${{ x }}", "\0",
    ];

    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Value_OfAnyText_IsReadAsThatText()
    {
        foreach (var name in s_names)
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader($"{YamlText.Value(name)}: 1\nlist: {YamlText.List([name, "b"])}\nlast: {YamlText.Value(name)}   # {YamlText.Comment(name)}\nend: 1\n"));
            var root = (YamlMappingNode)yaml.Documents.ShouldHaveSingleItem().RootNode;

            root.Children.Count.ShouldBe(4, name);
            root.Children.Keys.Cast<YamlScalarNode>().First().Value.ShouldBe(name);
            ((YamlSequenceNode)root["list"]).Children.Cast<YamlScalarNode>().Select(node => node.Value).ShouldBe([name, "b"]);
            ((YamlScalarNode)root["last"]).Value.ShouldBe(name);
        }
    }

    [Fact]
    public void Value_OfWords_IsText()
    {
        // YAML 1.1, which many programs still read, takes these for truths, numbers and dates.
        foreach (var name in new[] { "yes", "No", "null", "~", "1.0", "0x1F", "1e3", "2026-01-01", ".inf", "", "on", "y" })
        {
            YamlText.Value(name)[0].ShouldBe('"', name);
        }

        YamlText.Value("shop").ShouldBe("shop");
        YamlText.Value("ann+x@example.com").ShouldBe("ann+x@example.com");
        YamlText.Value("/src/shop").ShouldBe("/src/shop");
    }

    [Fact]
    public async Task Init_NamesThatAreYaml_StayNames()
    {
        var at = 0;
        foreach (var name in s_names.Where(name => name is not ("\0" or " a ")))
        {
            _repository.Write($"p{at++}/package.json", JsonSerializer.Serialize(new { name, scripts = new { start = "x" } }));
        }

        _repository.Write("evil\n  q: \"[\n#/package.json", """{"name":"folder","scripts":{"start":"x"}}""");
        _repository.Write("CODEOWNERS", "* @octo/]:#evil @octo/{x} \"e@v\":[ \u001b[2J@x\n");
        _repository.Write(".github/workflows/a.yml", "jobs:\n  a:\n    environment: \"prod\\n  evil: true #\"\n  b:\n    environment: \"x: \\e[2J\"\n");
        _repository.Commit("one", "E\u001b[2J # <\"e\": [x@kestrel: [evil.example>");
        for (var number = 0; number < 4; number++)
        {
            _repository.Commit("more", "A <a@kestrel\"]#: x.example>");
            _repository.Commit("more", "Bo <b@corp.example>");
        }

        var run = await CliRun.InAsync(_repository.Path, "init");
        var text = File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml"));
        var file = SettingsFile.Parse(new StringReader(text), "plumbline.yml");
        var policy = LedgerSettings.From(file);

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Out.ShouldNotContain("\u001b");
        text.ShouldNotContain("\u001b");
        file.Part("redaction").ShouldBeNull();
        file.Part("evil").ShouldBeNull();
        policy.Services.ShouldContain(service => service.Name == "folder" && service.Paths.Single() == "/evil\n  q: \"[\n#");
        policy.Services.ShouldContain(service => service.Name == Evil);
        policy.Services.Where(service => service.Name != "folder").ShouldAllBe(service => s_names.Any(name => name.EndsWith(service.Name, StringComparison.Ordinal)) || service.Name.StartsWith('p'));
        policy.Production.ShouldBe(["prod\n  evil: true #"]);
    }
}
