using Plumbline.Cli.Settings;
using Plumbline.Ledger.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Settings;

public sealed class LedgerSettingsTests
{
    private const string Whole = """
        ledger:
          services:
            shop:
              paths: [/src/shop, "*.sql"]
              aliases: [shop-web-prod]
              repository: octo/shop
              team: checkout
              partner: Kestrel Works
            load:
          environments: [Production, eu-live]
          teams:
            checkout: [ann@example.com, ben]
            catalog: ["@catalog.example"]
          partners:
            Kestrel Works: ["@kestrel.example"]
          seniors: [ann@example.com]
          people:
            ann@example.com: ["712020:1a", ann-octo]
          flap: 0
          link-within: 3d
          quiet: 36h
          evaluation: 90m
        """;

    [Fact]
    public void From_WholePart_IsThePolicy()
    {
        var policy = Policy(Whole);

        policy.Services.Select(service => service.Name).ShouldBe(["shop", "load"]);
        var shop = policy.Services[0];
        shop.Paths.ShouldBe(["/src/shop", "*.sql"]);
        shop.Aliases.ShouldBe(["shop-web-prod"]);
        (shop.Repository, shop.Team, shop.Partner).ShouldBe(("octo/shop", "checkout", "Kestrel Works"));
        policy.Services[1].Paths.ShouldBeEmpty();
        policy.Production.ShouldBe(["Production", "eu-live"]);
        policy.Teams.OrderBy(pair => pair.Key).ShouldBe([new("@catalog.example", "catalog"), new("ann@example.com", "checkout"), new("ben", "checkout")]);
        policy.Teams["ANN@Example.com"].ShouldBe("checkout");
        policy.Accounts.OrderBy(pair => pair.Key).ShouldBe([new("712020:1a", "ann@example.com"), new("ann-octo", "ann@example.com")]);
        policy.Partners["@kestrel.example"].ShouldBe("Kestrel Works");
        policy.Seniors.ShouldBe(["ann@example.com"]);
        (policy.Flap, policy.MostBetween, policy.QuietUntilVerified, policy.Evaluation).ShouldBe((TimeSpan.Zero, TimeSpan.FromDays(3), TimeSpan.FromHours(36), TimeSpan.FromMinutes(90)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("store:\n  days: 3\n")]
    public void From_NoPart_IsTheUsualPolicy(string text)
    {
        var policy = Policy(text);

        policy.Services.ShouldBeEmpty();
        policy.Production.ShouldBe(new LedgerPolicy().Production);
        policy.Flap.ShouldBe(new LedgerPolicy().Flap);
    }

    [Theory]
    [InlineData("ledger: 5", "1:9: ledger must be a mapping.")]
    [InlineData("ledger:\n  service: {}", "2:3: 'service' is not known under ledger; there are services, environments, teams, partners, seniors, people, flap, link-within, quiet, evaluation.")]
    [InlineData("ledger:\n  services: [shop]", "2:13: services must be a mapping.")]
    [InlineData("ledger:\n  services:\n    shop: src", "3:11: services: 'shop' must be a mapping.")]
    [InlineData("ledger:\n  services:\n    shop:\n      path: [a]", "4:7: 'path' is not known of a service; there are paths, aliases, repository, team, partner.")]
    [InlineData("ledger:\n  services:\n    shop:\n      paths: src", "4:14: paths must be a list.")]
    [InlineData("ledger:\n  services:\n    shop:\n      paths: [a, '!b']", "4:18: paths: '!b' is no pattern of files in the repository; list what belongs to the service, as /src/shop or *.sql.")]
    [InlineData("ledger:\n  services:\n    shop:\n      paths: [../b]", "4:15: paths: '../b' is no pattern of files in the repository; list what belongs to the service, as /src/shop or *.sql.")]
    [InlineData("ledger:\n  services:\n    shop:\n    Web:\n      aliases: [SHOP]", "4:5: services: 'SHOP' is a name of 'shop' already.")]
    [InlineData("ledger:\n  environments: []", "2:17: environments must name those that users see; without any, nothing would count.")]
    [InlineData("ledger:\n  environments: production", "2:17: environments must be a list.")]
    [InlineData("ledger:\n  teams:\n    a: ann@example.com", "3:8: teams: 'a' must have a list of people.")]
    [InlineData("ledger:\n  teams:\n    a: [ann@example.com]\n    b: [ANN@example.com]", "4:9: teams: 'ANN@example.com' is in 'a' already.")]
    [InlineData("ledger:\n  partners:\n    a: [[b]]", "3:9: partners must hold texts.")]
    [InlineData("ledger:\n  seniors: [ann, {}]", "2:18: seniors must hold texts.")]
    [InlineData("ledger:\n  flap: soon", "2:9: flap must be a time such as 5m, 24h or 7d, at most a year.")]
    [InlineData("ledger:\n  quiet: -5m", "2:10: quiet must be a time such as 5m, 24h or 7d, at most a year.")]
    [InlineData("ledger:\n  quiet: 400d", "2:10: quiet must be a time such as 5m, 24h or 7d, at most a year.")]
    [InlineData("ledger:\n  evaluation: [1]", "2:15: evaluation must be a time such as 5m, 24h or 7d, at most a year.")]
    public void From_WhatIsNotUnderstood_IsAnErrorWithItsPlace(string text, string message) =>
        Should.Throw<SettingsException>(() => Policy(text)).Message.ShouldBe("plumbline.yml:" + message);

    [Fact]
    public void From_ExampleOfTheDocumentation_IsUnderstood()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs/ledger.md"));
        var begin = text.IndexOf("```yaml\nledger:", StringComparison.Ordinal) + "```yaml\n".Length;
        var example = text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];

        Policy(example).Services.Single().Aliases.ShouldBe(["shop-web-prod"]);
    }

    [Fact]
    public void From_StoryOfTheShop_NamesItsServicesAndPartner()
    {
        var policy = LedgerSettings.From(SettingsFile.Load(Path.Combine(Repository.Root, "samples/shop/story/plumbline.yml")));

        policy.Services.Select(service => service.Name).ShouldBe(["shop", "load"]);
        policy.Partners.ShouldBe([new("@kestrelworks.example", "Kestrel Works")]);
        policy.Seniors.Count.ShouldBe(4);
    }

    private static LedgerPolicy Policy(string text) => LedgerSettings.From(File(text));

    private static SettingsFile File(string text) => SettingsFile.Parse(new StringReader(text), "plumbline.yml");
}
