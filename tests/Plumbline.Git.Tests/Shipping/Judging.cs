using Plumbline.Git.Tests.Support;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

public sealed class Judging : IDisposable
{
    private readonly Story _story = new();

    public void Dispose() => _story.Dispose();

    [Fact]
    public async Task Change_ByAToolThatFailed_IsBlamedByItsFixWithItsOrigin()
    {
        _story.Commit("Begin", 0, ("src/Orders.cs", Orders("return 0;")));
        _story.Deploy("1", _story.Repository.Head, 0.1);
        var bad = _story.CommitByAi("Compute totals of orders", 1, ("src/Orders.cs", Orders("var sum = lines.Sum(line => line.Price);", "return sum / lines.Count;")));
        _story.Commit("Write a page of help", 1.1, ("docs/help.md", ["Help", "is here"]));
        _story.Deploy("2", _story.Repository.Head, 1.2);
        _story.Fail("INC-7", 2, 3);
        _story.Commit("Do not divide totals by nothing (INC-7)", 2.5, ("src/Orders.cs", Orders("var sum = lines.Sum(line => line.Price);", "return lines.Count == 0 ? 0 : sum / lines.Count;")));
        _story.Deploy("3", _story.Repository.Head, 2.9);
        _story.Deploy("4", _story.Repository.Head, 40);

        var (judgement, facts) = await _story.JudgeAsync();

        facts.Changes.Count.ShouldBe(3);
        facts.Changes[0].Origin.ShouldBe(OriginClass.Ai);
        facts.Changes[0].Tool.ShouldBe("Claude Code");
        facts.Changes[0].Lines.ShouldBe(2);
        facts.Changes[0].AiLines.ShouldBe(2);
        facts.Changes[0].Shipped.ShouldBe(Story.Day(1.2));
        facts.Changes[1].Origin.ShouldBe(OriginClass.Unknown);
        facts.Deployments.Select(one => one.Changes).ShouldBe([0, 2, 1, 0]);
        facts.Deployments[3].Kind.ShouldBe(DeploymentKind.Redeploy);
        var incident = facts.Incidents.ShouldHaveSingleItem();
        incident.Blames[0].Change.ShouldBe(facts.Changes[0].Id);
        incident.Blames[0].Verdict.ShouldBe(Verdict.Probable);
        incident.Blames.Sum(blame => blame.Weight).ShouldBeLessThanOrEqualTo(1);
        incident.FailedDeployment.ShouldBe(facts.Deployments[1].Id);
        incident.Remedies.ShouldHaveSingleItem().Kind.ShouldBe(RemedyKind.FixForward);
        incident.Verified.ShouldBe(Story.Day(3) + _story.Policy.QuietUntilVerified);
        judgement.Changes.Named(bad)!.Shipments.ShouldHaveSingleItem().By.Record.Key.ShouldBe("plain:deployment/2");
    }

    private static string[] Orders(params string[] body) => ["namespace Shop;", "", "internal sealed class Orders", "{", "    public decimal Total(List<Line> lines)", "    {", .. body.Select(line => "        " + line), "    }", "}"];
}
