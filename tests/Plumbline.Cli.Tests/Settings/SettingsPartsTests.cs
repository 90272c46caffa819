using Plumbline.Cli.Settings;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Settings;

public sealed class SettingsPartsTests
{
    [Theory]
    [InlineData("legder: {}", "plumbline.yml:1:1: 'legder' is no part of the settings: did you mean ledger? There are ledger, origin, redaction, store, tax.")]
    [InlineData("store: {}\nRedaction:\n  names: [pin]", "plumbline.yml:2:1: 'Redaction' is no part of the settings: did you mean redaction?")]
    [InlineData("stores: {}", "'stores' is no part of the settings: did you mean store?")]
    public void Part_ThatIsMisspelt_IsSaidAndNotPassedOver(string text, string words) =>
        Should.Throw<SettingsException>(() => SettingsFile.Parse(new StringReader(text), "plumbline.yml")).Message.ShouldStartWith(words.StartsWith("plumbline", StringComparison.Ordinal) ? words : $"plumbline.yml:1:1: {words}");

    [Fact]
    public void Parts_ThatThereAre_AreRead() =>
        SettingsFile.Parse(new StringReader("ledger: {}\norigin: {}\nredaction: {}\nstore: {}\ntax: {}\nserver: {}\n? [a, b]\n: 1"), "plumbline.yml").Part("tax").ShouldNotBeNull();
}
