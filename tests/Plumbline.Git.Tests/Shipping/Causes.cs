using System.Globalization;
using System.Text.Json;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>What incidents are attributed to, by which evidence, and what ended them.</summary>
public sealed class Causes : IDisposable
{
    private readonly Story _story = new();
    private readonly string _bad;
    private readonly string _good;

    public Causes()
    {
        _story.Commit("Begin", 0, ("src/Orders.cs", Orders("return 0;")), ("src/Prices.cs", ["class Prices;", "decimal price = 1 + tax;"]));
        _story.Deploy("0", _story.Repository.Head, 0.1);
        _bad = _story.CommitByAi("Compute totals", 1, ("src/Orders.cs", Orders("var sum = lines.Sum(line => line.Price);", "return sum / lines.Count;")));
        _good = _story.Commit("Round prices", 1.1, ("src/Prices.cs", ["class Prices;", "decimal price = Math.Round(1 + tax);"]));
        _story.Deploy("1", _good, 1.2);
    }

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task TimeAlone_IsPossible_AndLeavesMostWithNobody()
    {
        _story.Fail("INC-1", 2, 3);

        var one = await OneAsync();

        one.Blames.Select(blame => blame.Verdict).ShouldBe([Verdict.Possible, Verdict.Possible]);
        one.Blames.Sum(blame => blame.Weight).ShouldBe(Attribution.TimeAlone, 1e-9);
        one.FailedDeployment.ShouldBe(0);
        one.SuspectDeployment.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task TimeAlone_AfterTooLong_NamesNobody()
    {
        _story.Fail("INC-1", 1.2 + 7.1, 20);

        var one = await OneAsync();

        one.Blames.ShouldBeEmpty();
        (one.FailedDeployment, one.SuspectDeployment).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("{bad}")]
    [InlineData("{short}")]
    [InlineData("plain:deployment/1")]
    public async Task Link_OfTheIncident_IsConfirmed(string target)
    {
        var written = target.Replace("{bad}", _bad, StringComparison.Ordinal).Replace("{short}", _bad[..8], StringComparison.Ordinal);
        _story.Fail("INC-1", 2, 3, "shop", new IncidentLink(LinkKind.CausedBy, written, $"caused_by: {written}"));

        var (judgement, facts) = await _story.JudgeAsync();

        var one = facts.Incidents.ShouldHaveSingleItem();
        one.FailedDeployment.ShouldBe(judgement.Shipping.Named("plain:deployment/1")!.Id);
        if (target.StartsWith('{'))
        {
            one.Blames.ShouldHaveSingleItem().ShouldBe(new Plumbline.Ledger.Facts.Blame(judgement.Changes.Named(_bad)!.Id, 1, Verdict.Confirmed));
            judgement.Cases[0].Evidence.ShouldHaveSingleItem().Words.ShouldContain("caused_by");
        }
    }

    [Theory]
    [InlineData("Fix totals (INC-41)\n\nFixes: {0}")]
    [InlineData("Fix totals\n\nFor INC-41. This was introduced by {0}.")]
    [InlineData("Take totals back for INC-41\n\nThis reverts commit {0}.")]
    public async Task Link_InTheFix_IsConfirmed(string message)
    {
        _story.Fail("INC-41", 2, 3);
        _story.Commit(string.Format(CultureInfo.InvariantCulture, message, _bad), 2.5, ("src/Orders.cs", Orders("return 1;")));
        _story.Deploy("2", _story.Repository.Head, 2.6);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Incidents[0].Blames.ShouldHaveSingleItem().ShouldBe(new Plumbline.Ledger.Facts.Blame(judgement.Changes.Named(_bad)!.Id, 1, Verdict.Confirmed));
        facts.Incidents[0].Remedies.ShouldHaveSingleItem().Deployment.ShouldBe(judgement.Shipping.Named("plain:deployment/2")!.Id);
    }

    [Fact]
    public async Task Rollback_ThatRestored_IsConfirmedForTheDeployment_AndPossibleForEachChange()
    {
        _story.Fail("INC-1", 2, 2.2);
        _story.Deploy("2", _story.Repository.Run("rev-parse", "HEAD~2"), 2.1);

        var (judgement, facts) = await _story.JudgeAsync();

        var one = facts.Incidents[0];
        one.FailedDeployment.ShouldBe(judgement.Shipping.Named("plain:deployment/1")!.Id);
        one.Blames.Select(blame => (blame.Weight, blame.Verdict)).ShouldBe([(0.5, Verdict.Possible), (0.5, Verdict.Possible)]);
        one.Remedies.ShouldHaveSingleItem().Kind.ShouldBe(RemedyKind.Rollback);
        facts.Deployments[2].IsRemedy.ShouldBeTrue();
        judgement.Cases[0].Evidence.ShouldContain(evidence => evidence.Verdict == Verdict.Confirmed && evidence.Words.Contains("restored the service"));
    }

    [Fact]
    public async Task Rollback_AfterWhichItWentOn_IsNoProof()
    {
        _story.Deploy("2", _story.Repository.Run("rev-parse", "HEAD~2"), 2.1);
        _story.Deploy("3", _good, 3);
        _story.Fail("INC-1", 2, 5);

        var (_, facts) = await _story.JudgeAsync();

        facts.Incidents[0].FailedDeployment.ShouldBe(0);
        facts.Incidents[0].Remedies[0].Kind.ShouldBe(RemedyKind.Rollback);
    }

    [Fact]
    public async Task Fix_OfLinesThatDidNotRunYet_BlamesWhatRan()
    {
        // The newest change of the same lines came after the trouble showed; it can't have caused it.
        _story.Fail("INC-7", 2, 7);
        _story.Repository.Author = "Bob Builder";
        var later = _story.Commit("Compute totals in another way", 3.2, ("src/Orders.cs", Orders("var sum = lines.Sum(line => line.Price);", "var mean = sum / lines.Count;", "return mean;")));
        _story.Repository.Author = "Ann Author";
        _story.Commit("Do not divide by nothing, INC-7", 6.5, ("src/Orders.cs", Orders("var sum = lines.Sum(line => line.Price);", "var mean = lines.Count == 0 ? 0 : sum / lines.Count;", "return mean;")));
        _story.Deploy("2", _story.Repository.Head, 6.6);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Incidents[0].Blames[0].Change.ShouldBe(judgement.Changes.Named(_bad)!.Id);
        facts.Incidents[0].Blames.ShouldNotContain(blame => blame.Change == judgement.Changes.Named(later)!.Id);
    }

    [Theory]
    [InlineData("   at Shop.Orders.<Total>d__1.MoveNext() in /agent/1/src/Orders.cs:line 8", "src/Orders.cs:8")]
    [InlineData("   at total() in /app/Orders.cs:line 8", "src/Orders.cs:8")]
    [InlineData("   at Shop.Orders.Total(List`1 lines)", "src/Orders.cs")]
    public async Task Frame_OfALineThatWasNew_IsProbable(string trace, string place)
    {
        _story.Add(_story.Fail("INC-1", 2, 3) with { Traces = ["System.DivideByZeroException: x\n   at System.Decimal.Divide(Decimal a)\n" + trace] });

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Incidents[0].Blames.ShouldHaveSingleItem().ShouldBe(new Plumbline.Ledger.Facts.Blame(judgement.Changes.Named(_bad)!.Id, 1, Verdict.Probable));
        judgement.Cases[0].Evidence.ShouldHaveSingleItem().Place.ShouldBe(place);
    }

    [Fact]
    public async Task Frame_OfALineThatWasOld_IsPossible()
    {
        _story.Deploy("2", _story.Commit("Write help", 3, ("docs/a.md", ["a"])), 3.1);
        _story.Add(_story.Fail("INC-1", 4, 5) with { Traces = ["   at Shop.Orders.Total() in /agent/src/Orders.cs:line 8\n   at Shop.Gone.Run() in /agent/src/Gone.cs:line 7000\n   at Shop.Orders.Total() in /agent/src/Orders.cs:line 70000"] });

        (await OneAsync()).Blames.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Possible);
    }

    [Fact]
    public async Task Cause_ThatIsNoChanges_AndFlaps_AndOtherPlaces_AreExcluded()
    {
        _story.Add(_story.Fail("1", 2, 3) with { Cause = CauseClass.ThirdParty });
        _story.Add(_story.Fail("2", 2.1, 2.101));
        _story.Add(_story.Fail("3", 2.2, 3) with { Environment = "staging" });
        _story.Add(_story.Fail("4", 2.3, 3) with { DuplicateOf = "plain:incident/1" });
        _story.Add(_story.Fail("5", 2.4, 2.401) with { Acknowledged = Story.Day(2.4005) });

        var (_, facts) = await _story.JudgeAsync();

        facts.Incidents.Select(one => one.Exclusion).ShouldBe([Exclusion.OtherCause, Exclusion.Flap, Exclusion.NotProduction, Exclusion.Duplicate, Exclusion.None]);
        facts.Incidents[0].Blames.ShouldBeEmpty();
    }

    [Fact]
    public async Task Decisions_TakeEachOthersPlace_AndTheLastCounts()
    {
        _story.Fail("INC-1", 2, 3);
        _story.Decide("INC-1", _bad, Decision.Link);
        var linked = await OneAsync();
        _story.Decide("INC-1", _bad[..10], Decision.Reject);
        var rejected = await OneAsync();
        _story.Decide("INC-1", "", Decision.Reject);
        var none = await OneAsync();
        _story.Decide("INC-1", _good, Decision.Confirm);
        var confirmed = await OneAsync();
        _story.Decide("INC-1", _good, Decision.Reject);
        var back = await OneAsync();

        back.Blames.ShouldNotContain(blame => blame.Verdict == Verdict.Confirmed);
        linked.Blames.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Confirmed);
        rejected.Blames.Select(blame => blame.Verdict).ShouldBe([Verdict.Possible, Verdict.Rejected]);
        rejected.Blames[1].Weight.ShouldBe(0);
        none.Blames.ShouldAllBe(blame => blame.Verdict == Verdict.Rejected && blame.Weight == 0);
        (none.FailedDeployment, none.SuspectDeployment).ShouldBe((0, 0));
        confirmed.Blames.Where(blame => blame.Weight > 0).ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Confirmed);
    }

    [Fact]
    public async Task Tries_AreCountedUntilItStaysQuiet_EachOfItsKind()
    {
        _story.Fail("INC-9", 2, 6);
        _story.Deploy("c", _good, 2.1, said: DeploymentKind.Config);
        _story.Deploy("l", _story.Commit("Add logging to totals", 2.2, ("src/Orders.cs", Orders("log(lines);", "var sum = lines.Sum(line => line.Price);", "return sum / lines.Count;"))), 2.3);
        _story.Deploy("x", _story.Commit("Colours of the page", 2.4, ("src/Page.cs", ["int colour = 7 + x;"])), 2.5);
        _story.Deploy("h", _story.Commit("Hotfix: totals", 2.6, ("src/Orders.cs", Orders("return lines.Sum(line => line.Price);"))), 2.7);
        _story.Deploy("f", _story.Commit("Repair totals, INC-9", 5, ("src/Orders.cs", Orders("return lines.Count == 0 ? 0 : lines.Sum(line => line.Price);"))), 5.9);
        _story.Deploy("z", _story.Commit("Later", 40, ("src/Z.cs", ["int z = 7 + x;"])), 40);

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Cases[0].Tries.Select(each => (each.Deployment.Record.Key[^1], each.Kind)).ShouldBe(
            [('c', RemedyKind.Config), ('l', RemedyKind.Diagnostic), ('h', RemedyKind.Hotfix), ('f', RemedyKind.FixForward)]);
        facts.Incidents[0].Verified.ShouldBe(Story.Day(6) + _story.Policy.QuietUntilVerified);
        facts.Deployments.Count(one => one.IsRemedy).ShouldBe(4);
    }

    [Fact]
    public async Task Incident_ThatEndsBeforeItBegins_CountsWithoutATime()
    {
        _story.Fail("INC-1", 3, 2);

        var (judgement, facts) = await _story.JudgeAsync();

        (facts.Incidents[0].Restored, facts.Incidents[0].ClockIsWrong, facts.Incidents[0].Exclusion).ShouldBe((null, true, Exclusion.None));
        judgement.Cases[0].Note!.ShouldContain("no time is computed");
    }

    [Fact]
    public async Task Duplicates_InACircle_LeaveTheFirst()
    {
        foreach (var (id, of) in new[] { ("1", "2"), ("2", "3"), ("3", "1"), ("4", "3"), ("5", "5"), ("6", "nobody") })
        {
            _story.Add(_story.Fail(id, 2 + (int.Parse(id, CultureInfo.InvariantCulture) / 10.0), 5) with { DuplicateOf = $"plain:incident/{of}" });
        }

        var (_, facts) = await _story.JudgeAsync();

        facts.Incidents.Select(one => one.Exclusion == Exclusion.Duplicate).ShouldBe([false, true, true, true, false, false]);
    }

    [Fact]
    public async Task Records_InAnyOrder_GiveTheSameFacts()
    {
        _story.Deploy("2", _story.Repository.Run("rev-parse", "HEAD~2"), 2.1);
        _story.Fail("INC-1", 2, 2.2);
        _story.Fail("INC-2", 2, 2.2);
        _story.Add(_story.Fail("INC-3", 2, 2.2) with { DuplicateOf = "plain:incident/INC-2", Traces = ["   at Shop.Orders.Total() in /agent/src/Orders.cs:line 8"] });
        _story.Deploy("1b", _good, 1.2, region: "us");
        _story.Add(new Effort("jira:1", "bob", Story.Day(2), 3, "review", ""));
        _story.Add(new Effort("jira:2", "ann", Story.Day(2), 3, "support", "INC-1"));
        _story.Decide("INC-1", _bad, Decision.Link);
        var expected = JsonSerializer.Serialize((await _story.JudgeAsync()).Facts);

        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var records = _story.Records;
            T[] Mixed<T>(IReadOnlyList<T> all)
            {
                T[] mixed = [.. all];
                random.Shuffle(mixed);
                return mixed;
            }

            var (_, facts) = await _story.JudgeAsync(records with { Deployments = Mixed(records.Deployments), Incidents = Mixed(records.Incidents), Efforts = Mixed(records.Efforts), Changes = Mixed(records.Changes) });

            JsonSerializer.Serialize(facts).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task DuplicateIncident_ChangesNoCount()
    {
        _story.Fail("INC-1", 2, 3, "shop", new IncidentLink(LinkKind.CausedBy, _bad, "x"));
        var before = await _story.JudgeAsync();
        _story.Add(_story.Fail("INC-2", 2.1, 3) with { DuplicateOf = "plain:incident/INC-1" });

        var after = await _story.JudgeAsync();

        static object Counts(LedgerFacts facts) => (
            facts.Incidents.Count(one => one.Exclusion == Exclusion.None),
            facts.Incidents.Where(one => one.FailedDeployment > 0).Select(one => one.FailedDeployment).Distinct().Count(),
            facts.Incidents.SelectMany(one => one.Blames).Sum(blame => blame.Weight),
            facts.Deployments.Count(one => one.IsRemedy));
        Counts(after.Facts).ShouldBe(Counts(before.Facts));
    }

    [Fact]
    public async Task WithoutARepository_EverythingStaysListed()
    {
        _story.Fail("INC-1", 2, 3);
        _story.Add(new Change { Key = "octo/shop#17", Repository = "octo/shop", Number = 17, MergeCommit = _bad, Merged = Story.Day(1) });

        var (judgement, facts) = await LedgerJudgeAlone();

        facts.Deployments.Count.ShouldBe(2);
        facts.Changes.ShouldBeEmpty();
        facts.Incidents.ShouldHaveSingleItem().Blames.ShouldBeEmpty();
        judgement.Lost.ShouldHaveSingleItem().Reason.ShouldBe("no repository is at hand");
        facts.Deployed.ShouldBe(new Known(0, 2));
    }

    private Task<(Judgement Judgement, LedgerFacts Facts)> LedgerJudgeAlone() =>
        Git.Shipping.LedgerJudge.JudgeAsync(null, _story.Records, _story.Policy, TestContext.Current.CancellationToken);

    private async Task<JudgedIncident> OneAsync() => (await _story.JudgeAsync()).Facts.Incidents.ShouldHaveSingleItem();

    private static string[] Orders(params string[] body) => ["namespace Shop;", "", "internal sealed class Orders", "{", "    public decimal Total(List<Line> lines)", "    {", .. body.Select(line => "        " + line), "    }", "}"];
}
