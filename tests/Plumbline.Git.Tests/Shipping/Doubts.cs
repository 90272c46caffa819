using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>Where the ledger once said more than it could know; each of these was seen on a real repository or on the shop's story.</summary>
public sealed class Doubts : IDisposable
{
    private readonly Story _story = new();

    public Doubts()
    {
        _story.Commit("Import a library", 0, ("lib/Large.cs", [.. Enumerable.Range(1, 400).Select(i => $"int Total{i}(int value{i}) => value{i} + {i};")]));
        _story.Commit("Begin", 0.01, ("src/Orders.cs", Orders("return 0;")));
        _story.Deploy("0", _story.Repository.Head, 0.1);
    }

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task FixOfCodeThatDidNotRunYet_MakesNobodyElseProbable()
    {
        _story.Fail("INC-1", 0.5, 9);
        _story.Commit("Compute totals of orders", 1, ("src/Totals.cs", ["class Totals", "{", "    int Sum(int[] prices) => prices[0];", "}"]));
        _story.Commit("Repair sums of prices, INC-1", 2, ("src/Totals.cs", ["class Totals", "{", "    int Sum(int[] prices) => prices.Sum();", "}"]));
        _story.Deploy("1", _story.Repository.Head, 3);

        var (_, facts) = await _story.JudgeAsync();

        facts.Incidents[0].Blames.ShouldAllBe(blame => blame.Verdict == Verdict.Possible);
    }

    [Fact]
    public async Task ReleaseThatAlsoBringsAFix_IsATryAndNoRework()
    {
        _story.Commit("Compute totals", 1, ("src/Orders.cs", Orders("return lines.Count;")));
        _story.Deploy("1", _story.Repository.Head, 1.1);
        _story.Fail("INC-1", 2, 6);
        _story.Commit("Add a page", 3, ("src/Page.cs", ["int page = 1 + x;"]));
        _story.Commit("Add another page", 3.1, ("src/Page2.cs", ["int page = 2 + x;"]));
        _story.Commit("Repair totals, INC-1", 3.2, ("src/Orders.cs", Orders("return lines.Count + 1;")));
        _story.Deploy("2", _story.Repository.Head, 5);

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Cases[0].Tries.ShouldHaveSingleItem().Kind.ShouldBe(RemedyKind.FixForward);
        facts.Deployments.ShouldAllBe(one => !one.IsRemedy);
    }

    [Fact]
    public async Task IncidentThatLiesOpenForMonths_MakesNoTriesOfAllThatTouchTheFile()
    {
        _story.Commit("Compute totals", 1, ("src/Orders.cs", Orders("return lines.Count;")));
        _story.Deploy("1", _story.Repository.Head, 1.1);
        _story.Fail("INC-1", 2, 160);
        foreach (var month in Enumerable.Range(1, 5))
        {
            _story.Commit($"Work on orders {month}", month * 30, ("src/Orders.cs", Orders($"return lines.Count * {month};")));
            _story.Deploy($"m{month}", _story.Repository.Head, (month * 30) + 0.1);
        }

        _story.Commit("Repair totals, INC-1", 159, ("src/Orders.cs", Orders("return lines.Count + 1;")));
        _story.Deploy("fix", _story.Repository.Head, 159.5);

        var (judgement, _) = await _story.JudgeAsync();

        judgement.Cases[0].Tries.ShouldHaveSingleItem().Deployment.Record.Key.ShouldBe("plain:deployment/fix");
    }

    [Fact]
    public async Task AlertThatEndsRightAfterAChangeAboutTheSame_HasAPossibleFixThatCountsNowhere()
    {
        var slow = _story.Commit("List products", 1, ("src/Products.cs", Orders("return rows.Select(row => Read(row.Id)).ToList();")));
        _story.Deploy("1", slow, 1.1);
        _story.Add(_story.Fail("a1b2", 2, 2.5) with { Title = "p99 of GET /products above 800 ms" });
        var fix = _story.Commit("Read a page of products in one statement", 2.4, ("src/Products.cs", Orders("return ReadAll(rows);")));
        _story.Deploy("2", fix, 2.49);
        _story.Deploy("3", _story.Commit("Colours", 30, ("src/Colours.cs", ["int colour = 7 + x;"])), 30);

        var (judgement, facts) = await _story.JudgeAsync();

        judgement.Cases[0].PossibleTry!.Value.Deployment.Record.Key.ShouldBe("plain:deployment/2");
        judgement.Cases[0].Possible!.Value.Words.ShouldContain("speaks of product; nothing links them");
        facts.Incidents[0].Remedies.ShouldBeEmpty();
        facts.Deployments.ShouldAllBe(one => !one.IsRemedy);
        facts.Incidents[0].Blames.ShouldAllBe(blame => blame.Verdict == Verdict.Possible);
        judgement.Changes.All[(int)facts.Incidents[0].Blames[0].Change - 1].Facts.Id.ShouldBe(slow);
    }

    [Fact]
    public async Task AlertThatEndsRightAfterAChangeAboutSomethingElse_HasNone()
    {
        _story.Add(_story.Fail("a1b2", 2, 2.5) with { Title = "p99 of GET /products above 800 ms" });
        _story.Deploy("1", _story.Commit("Colours of the page", 2.4, ("src/Colours.cs", ["int colour = 7 + x;"])), 2.49);

        var (judgement, _) = await _story.JudgeAsync();

        (judgement.Cases[0].Possible, judgement.Cases[0].PossibleTry).ShouldBe((null, null));
    }

    [Fact]
    public async Task ChangeWhoseLinesAFixChangesWithinAMonth_IsCorrected()
    {
        _story.Commit("Compute totals", 1, ("src/Orders.cs", Orders("return lines.Count;")));
        _story.Commit("Compute prices", 1.1, ("src/Prices.cs", Orders("return prices.Count;")));
        _story.Deploy("1", _story.Repository.Head, 2);
        _story.Commit("Fix totals", 10, ("src/Orders.cs", Orders("return lines.Count + 1;")));
        _story.Commit("Tune prices", 11, ("src/Prices.cs", Orders("return prices.Count + 1;")));
        _story.Deploy("2", _story.Repository.Head, 12);
        _story.Deploy("3", _story.Commit("Go on", 60, ("src/Z.cs", ["int z = 7 + x;"])), 61);

        var (_, facts) = await _story.JudgeAsync();

        facts.Changes.Select(one => one.IsCorrected).ShouldBe([true, false, false, false, null]);
    }

    private static string[] Orders(params string[] body) => ["namespace Shop;", "", "internal sealed class Orders", "{", "    public decimal Total(List<Line> lines)", "    {", .. body.Select(line => "        " + line), "    }", "}"];
}
