using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>Deployments in their chains, and what each brought first.</summary>
public sealed class Chains : IDisposable
{
    private readonly Story _story = new();
    private readonly string[] _commits;

    public Chains() => _commits = [.. Enumerable.Range(0, 5).Select(i => _story.Commit($"Change {i}", i, ($"src/File{i}.cs", [$"class File{i};", $"int value = {i} + other;"])))];

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task Deployments_EachBringsWhatWasNotThereBefore()
    {
        _story.Deploy("1", _commits[0], 1);
        _story.Deploy("2", _commits[2], 3);
        _story.Deploy("3", _commits[1], 4);
        _story.Deploy("4", _commits[3], 5);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Deployments.Select(one => (one.Kind, one.Changes)).ShouldBe([(DeploymentKind.Deploy, 0), (DeploymentKind.Deploy, 2), (DeploymentKind.Rollback, 0), (DeploymentKind.Deploy, 1)]);
        facts.Changes.Select(one => one.Shipped).ShouldBe([Story.Day(3), Story.Day(3), Story.Day(5)]);
        facts.Deployed.ShouldBe(new Known(4, 4));
        judgement.Changes.Named(_commits[0])!.NotCounted!.ShouldContain("there before plain:deployment/1");
        judgement.Changes.Named(_commits[4])!.NotCounted!.ShouldContain("no deployment to production is known");
    }

    [Fact]
    public async Task Regions_HaveTheirOwnChains_AndAChangeShipsOnce()
    {
        foreach (var (region, hours) in new[] { ("eu", 0), ("us", 3) })
        {
            _story.Deploy($"1{region}", _commits[0], 1 + (hours / 24.0), region: region);
            _story.Deploy($"2{region}", _commits[1], 2 + (hours / 24.0), region: region);
        }

        _story.Deploy("3eu", _commits[0], 2.1, region: "eu");

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Changes.ShouldHaveSingleItem().Shipped.ShouldBe(Story.Day(2));
        facts.Deployments.Count(one => one.Kind == DeploymentKind.Rollback).ShouldBe(1);
        var last = judgement.Shipping.Named("plain:deployment/2us")!;
        (last.Kind, last.Previous!.Record.Key).ShouldBe((DeploymentKind.Deploy, "plain:deployment/1us"));
    }

    [Theory]
    [InlineData("Failed", "production", "failed before users had it")]
    [InlineData("Running", "production", "its end was never told")]
    [InlineData("Canceled", "production", "stopped it")]
    [InlineData("Superseded", "production", "a later one took its place")]
    [InlineData("Succeeded", "staging", "none that users see")]
    public async Task Deployment_ThatUsersNeverHad_ChangesNoFigure(string result, string environment, string reason)
    {
        _story.Deploy("1", _commits[0], 1);
        _story.Deploy("3", _commits[2], 3);
        var before = await _story.JudgeAsync();
        _story.Deploy("2", _commits[1], 2, environment: environment, result: Enum.Parse<DeploymentResult>(result));

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Shipping.Named("plain:deployment/2")!.NotCounted!.ShouldContain(reason);
        facts.Changes.Select(one => (one.Shipped, one.Id)).ShouldBe(before.Facts.Changes.Select(one => (one.Shipped, one.Id)));
        facts.Deployments.Select(one => (one.At, one.Changes, one.Kind)).ShouldBe(before.Facts.Deployments.Select(one => (one.At, one.Changes, one.Kind)));
    }

    [Fact]
    public async Task Steps_OfOneRollout_AreOneDeployment()
    {
        _story.Deploy("1", _commits[0], 1);
        _story.Deploy("2a", _commits[1], 2);
        _story.Deploy("2b", _commits[1], 2 + (0.5 / 24));
        _story.Deploy("2c", _commits[1], 2.5);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Deployments.Select(one => one.Kind).ShouldBe([DeploymentKind.Deploy, DeploymentKind.Deploy, DeploymentKind.Redeploy]);
        judgement.Shipping.Named("plain:deployment/2b")!.NotCounted!.ShouldContain("a step of plain:deployment/2a");
    }

    [Fact]
    public async Task Monorepo_ShipsToAServiceWhatItIsBuiltFrom()
    {
        var api = _story.Commit("Api alone", 6, ("api/Api.cs", ["int answer = 42 + other;"]));
        var both = _story.Commit("Both", 7, ("api/Api.cs", ["int answer = 43 + other;"]), ("web/Page.cs", ["int page = 1 + other;"]));
        var none = _story.Commit("Neither", 8, ("docs/help.md", ["Help"]));
        _story.Policy = new LedgerPolicy { Services = [new ServicePolicy("api") { Paths = ["api/**"], Team = "core", Aliases = ["api-prod"] }, new ServicePolicy("web") { Paths = ["web/"], Partner = "Acme" }] };
        _story.Deploy("a1", _commits[4], 5, "api-prod");
        _story.Deploy("w1", _commits[4], 5, "web");
        _story.Deploy("a2", none, 9, "api");
        _story.Deploy("w2", none, 9.5, "web");

        var (judgement, facts) = await _story.JudgeAsync();

        long Id(string commit) => judgement.Changes.Named(commit)!.Id;
        facts.Changes.Select(one => (one.Id, one.Service, one.Team, one.Partner)).ShouldBe([(Id(api), "api", "core", ""), (Id(both), "api", "core", ""), (Id(both), "web", "", "Acme")]);
        judgement.Changes.Named(none)!.NotCounted.ShouldNotBeNull();
    }

    [Fact]
    public async Task DeploymentOfTheWholeRepository_ShipsEachChangeToItsServices()
    {
        var api = _story.Commit("Api alone", 6, ("api/Api.cs", ["int answer = 42 + other;"]));
        _story.Policy = new LedgerPolicy { Services = [new ServicePolicy("api") { Paths = ["api/**"] }, new ServicePolicy("web") { Paths = ["web/**"] }] };
        _story.Deploy("1", _commits[3], 5, "");
        _story.Deploy("2", api, 7, "");

        var (_, facts) = await _story.JudgeAsync();

        facts.Changes.Select(one => one.Service).ShouldBe(["", "api"]);
    }

    [Fact]
    public async Task Commit_OfTheRepositoryOfManifests_IsNotTheApps()
    {
        _story.Policy = new LedgerPolicy { Services = [new ServicePolicy("shop") { Repository = "octo/shop" }] };
        _story.Deploy("1", "77aa77aa77aa77aa77aa77aa77aa77aa77aa77aa", 1, repository: "octo/manifests");

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Shipping.Named("plain:deployment/1")!.NoCode!.ShouldContain("a manifest's commit is not the app's");
        facts.Deployments.ShouldHaveSingleItem().Changes.ShouldBe(0);
    }

    [Theory]
    [InlineData("77aa77aa77aa77aa77aa77aa77aa77aa77aa77aa", null, "the commit 77aa77aa77aa is not in")]
    [InlineData("77aa77a", null, "the commit 77aa77a is not in")]
    [InlineData(null, "v9.9", "v9.9 is no tag here")]
    [InlineData(null, null, "it names no commit")]
    [InlineData("--all", "-n1 ^{/x}", "is not in")]
    public async Task Commit_ThatNobodyKnows_StaysListedWithTheReason(string? commit, string? version, string reason)
    {
        _story.Deploy("1", _commits[0], 1);
        _story.Deploy("2", commit, 2, version: version);
        _story.Deploy("3", _commits[2], 3);

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Shipping.Named("plain:deployment/2")!.NoCode!.ShouldContain(reason);
        facts.Deployed.ShouldBe(new Known(2, 3));
        facts.Changes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Commit_AbbreviatedOrNamedByATag_IsFound()
    {
        _story.Repository.Run("tag", "-m", "two", "v2.0", _commits[1]);
        _story.Deploy("1", _commits[0][..9].ToUpperInvariant(), 1);
        _story.Deploy("2", null, 2, version: "v2.0");

        var (_, facts) = await _story.JudgeAsync();

        facts.Deployed.ShouldBe(new Known(2, 2));
        facts.Changes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Branch_BesideTheMainLine_ShipsItsOwnChanges()
    {
        _story.Repository.Run("checkout", "-q", "-b", "release", _commits[1]);
        var hotfix = _story.Commit("Hotfix", 6, ("src/File1.cs", ["class File1;", "int value = 7 + more;"]));
        _story.Repository.Run("checkout", "-q", "main");
        _story.Repository.Run("branch", "-q", "-D", "release");
        _story.Deploy("1", _commits[1], 2);
        _story.Deploy("2", hotfix, 6.1);
        _story.Deploy("3", _commits[3], 7);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Changes.Select(one => judgement.Changes.All[(int)one.Id - 1].Title).ShouldBe(["Hotfix", "Change 2", "Change 3"]);
        facts.Deployments[2].Kind.ShouldBe(DeploymentKind.Deploy);
    }
}
