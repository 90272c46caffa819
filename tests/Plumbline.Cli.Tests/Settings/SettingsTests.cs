using Plumbline.Cli.Settings;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Settings;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("30s", 30.0)]
    [InlineData("500ms", 0.5)]
    [InlineData("2m", 120.0)]
    [InlineData("1.5h", 5400.0)]
    [InlineData("10", 10.0)]
    [InlineData("0s", null)]
    [InlineData("-3s", null)]
    [InlineData("s", null)]
    [InlineData("1d", 86400.0)]
    [InlineData("1w", null)]
    [InlineData("NaN", null)]
    public void Seconds_OfText(string text, double? expected) => Quantity.Seconds(text).ShouldBe(expected);

    [Theory]
    [InlineData("10/s", 10.0)]
    [InlineData("600/m", 10.0)]
    [InlineData("2.5", 2.5)]
    [InlineData("0", 0.0)]
    [InlineData("1/0", null)]
    [InlineData("/s", null)]
    public void PerSecond_OfText(string text, double? expected) => Quantity.PerSecond(text).ShouldBe(expected);

    [Fact]
    public void Parse_Redaction_AddsToTheList()
    {
        var rules = Parse("other: 1\nredaction:\n  names: [iban, badge]\n  types:\n    - Shop.Card\n  patterns: ['\\d{16}']\n");

        rules.Enabled.ShouldBeTrue();
        rules.Names.ShouldBe(["iban", "badge"]);
        rules.Types.ShouldBe(["Shop.Card"]);
        rules.Patterns.ShouldBe(["\\d{16}"]);
    }

    [Fact]
    public void Parse_SwitchedOffExplicitly_IsOff() => Parse("redaction:\n  enabled: false\n").Enabled.ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("server: x\n")]
    public void Parse_NoRedaction_KeepsTheDefault(string text) => Parse(text).Enabled.ShouldBeTrue();

    [Theory]
    [InlineData("redaction:\n  name: [a]\n", "plumbline.yml:2:3: 'name' is not known")]
    [InlineData("redaction:\n  enabled: nope\n", "plumbline.yml:2:12: enabled must be true or false")]
    [InlineData("redaction:\n  names: a\n", "names must be a list")]
    [InlineData("redaction:\n  names: [[a]]\n", "names must hold texts")]
    [InlineData("redaction: off\n", "redaction must be a mapping")]
    [InlineData("- a\n", "the file must be a mapping")]
    [InlineData("a: [\n", "plumbline.yml:")]
    public void Parse_NotUnderstood_IsAnErrorWithItsPlace(string text, string expected) =>
        Should.Throw<SettingsException>(() => Parse(text)).Message.ShouldContain(expected);

    [Fact]
    public void Find_LooksUpwards()
    {
        using var folder = new TemporaryFolder();
        var deep = Directory.CreateDirectory(folder.File("a/b/c")).FullName;
        File.WriteAllText(folder.File("plumbline.yml"), "");

        RedactionFile.Find(deep).ShouldBe(folder.File("plumbline.yml"));
    }

    private static Wire.RedactionRules Parse(string text) => RedactionFile.Parse(new StringReader(text), "plumbline.yml");
}
