using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Culprits;

/// <summary>The known ways in which blame names the wrong commit, or none.</summary>
public sealed class Flaws
{
    private static readonly string[] s_pay = ["rate = tax_rate(country);", "amount = price * rate;", "charge(amount);"];

    [Fact]
    public async Task FindAsync_ReplacedLine_BlamesItsAuthor()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay[0], "amount = price + rate;", s_pay[2]));
        string culprit = shop.Commit("pay: add the rate to the price", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: multiply by the rate again", "Cid Coder");

        var found = await shop.FindAsync();

        found.Answer.ShouldNotBeNull().Commit.ShouldBe(culprit);
        found.Candidates.Sum(one => one.Weight).ShouldBe(1 - found.Rest, 1e-6);
        found.Candidates[0].Evidence.ShouldContain("src/pay.c:4 amount = price + rate;");
        found.Band.Newest.ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_OnlyInserted_BlamesTheLinesAround()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Lines("src/pay.c", [.. Shop.Function("pay", s_pay), .. Shop.Function("refund", "order = find(refund_count);", "credit(order->card, order->sum);", "mark_done(order);")]);
        string culprit = shop.Commit("pay: add refunds", "Bob Builder");
        shop.Lines("src/pay.c", [.. Shop.Function("pay", s_pay), .. Shop.Function("refund", "order = find(refund_count);", "if (!order)", "\treturn -1;", "credit(order->card, order->sum);", "mark_done(order);")]);
        shop.Commit("pay: don't crash where there is no order", "Cid Coder");

        (await shop.FirstAsync()).ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_OnlyDeleted_BlamesWhoAddedIt()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Lines("src/pay.c", Shop.Function("pay", [.. s_pay, "charge(amount);"]));
        string culprit = shop.Commit("pay: make sure that it is charged", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: charge once", "Cid Coder");

        (await shop.FirstAsync()).ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_Reformatted_LooksThroughIt()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        string culprit = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay).Select(line => line.Replace("\t", "    ", StringComparison.Ordinal)));
        string reformat = shop.Commit("Indent by spaces");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay[0], "amount = price * (1 + rate);", s_pay[2]).Select(line => line.Replace("\t", "    ", StringComparison.Ordinal)));
        shop.Commit("pay: add the tax to the price", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Band.All.ShouldNotContain(one => one.Commit == reformat);
    }

    [Fact]
    public async Task FindAsync_CommitInTheIgnoreList_IsPassedOver()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        string culprit = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", "rate = TaxRate(country);", "amount = Price * rate;", "Charge(amount);"));
        string sweep = shop.Commit("Rename everything to capitals", "Sam Sweeper");
        shop.Lines(".git-blame-ignore-revs", sweep);
        shop.Commit("Ignore the sweep");
        shop.Lines("src/pay.c", Shop.Function("pay", "rate = TaxRate(country);", "amount = Price + rate;", "Charge(amount);"));
        shop.Commit("pay: add the rate", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Band.Largest.ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_RenamedFile_FollowsIt()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        string culprit = shop.Commit("pay: add payments", "Bob Builder");
        shop.Repository.Run("mv", "src/pay.c", "src/payment.c");
        shop.Commit("Rename pay to payment");
        shop.Lines("src/payment.c", Shop.Function("pay", s_pay[0], "amount = price * (1 + rate);", s_pay[2]));
        shop.Commit("payment: add the tax to the price", "Cid Coder");

        (await shop.FirstAsync()).ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_MovedInTheFile_FollowsIt()
    {
        using var shop = new Shop();
        string[] pay = Shop.Function("pay", s_pay), other = Shop.Function("refund", "order = find(refund_count);", "credit(order->card, order->sum);", "mark_done(order);");
        shop.Lines("src/pay.c", [.. pay, .. other]);
        string culprit = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("src/pay.c", [.. other, "/* money in */", .. pay]);
        string move = shop.Commit("Order functions by name", "Sam Sweeper");
        shop.Lines("src/pay.c", [.. other, "/* money in */", .. Shop.Function("pay", s_pay[0], "amount = price * (1 + rate);", s_pay[2])]);
        shop.Commit("pay: add the tax to the price", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Band.All.ShouldNotContain(one => one.Commit == move);
    }

    [Fact]
    public async Task FindAsync_OwnEarlierTouchOfTheLine_GivesTheTokenToWhoBroughtIt()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", "amount = price * rate_of(country) * count;", "charge(amount);"));
        string culprit = shop.Commit("pay: charge by country", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", "amount = round(price * rate_of(country) * count);", "charge(amount);"));
        string touch = shop.Commit("Round sums", "Dora Doer");
        shop.Lines("src/pay.c", Shop.Function("pay", "amount = round(price * rate_of(region) * count);", "charge(amount);"));
        shop.Commit("pay: take the rate by region, not country", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Band.Newest.ShouldBe(touch);
    }
}
