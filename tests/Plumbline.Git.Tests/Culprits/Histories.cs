using Plumbline.Git.Culprits;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Culprits;

/// <summary>Shapes of histories, and what is not code.</summary>
public sealed class Histories
{
    private static readonly string[] s_pay = ["rate = tax_rate(country);", "amount = price * rate;", "charge(amount);"];
    private static readonly string[] s_wrong = ["rate = tax_rate(country);", "amount = price + rate;", "charge(amount);"];

    [Fact]
    public async Task FindAsync_Merge_BlamesTheCommitInside()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Repository.Run("checkout", "-q", "-b", "topic");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string culprit = shop.Commit("pay: add the rate to the price", "Bob Builder");
        shop.Repository.Run("checkout", "-q", "main");
        shop.Lines("src/other.c", Shop.Function("other", "nothing();"));
        shop.Commit("Add other");
        shop.Repository.Run("merge", "-q", "--no-ff", "-m", "Merge topic", "topic");
        string merge = shop.Repository.Head;
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: multiply by the rate again", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Candidates.ShouldNotContain(one => one.Commit == merge && one.Weight > 0.1);
    }

    [Fact]
    public async Task FindAsync_Squash_BlamesWhatTheBranchHas()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Repository.Run("checkout", "-q", "-b", "topic");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string inside = shop.Commit("pay: add the rate", "Bob Builder");
        shop.Repository.Run("checkout", "-q", "main");
        shop.Repository.Run("merge", "-q", "--squash", "topic");
        string squash = shop.Commit("pay: rates (#7)", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: multiply by the rate again", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(squash);
        found.Candidates.ShouldNotContain(one => one.Commit == inside);
    }

    [Fact]
    public async Task FindAsync_CherryPick_BlamesThePickOnTheBranchThatRan()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: add payments");
        shop.Repository.Run("branch", "release");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string original = shop.Commit("pay: add the rate to the price", "Bob Builder");
        shop.Repository.Run("checkout", "-q", "release");
        shop.Repository.Run("cherry-pick", "-x", original);
        string pick = shop.Repository.Head;
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: multiply by the rate again", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(pick);
        found.Candidates.ShouldNotContain(one => one.Commit == original);
    }

    [Fact]
    public async Task FindAsync_FixOfAFix_BlamesTheFix()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string first = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong[0], "amount = price * rate / hundred;", s_wrong[2]));
        string fix = shop.Commit("pay: fix the sum", "Dora Doer");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong[0], "amount = price * rate;", s_wrong[2]));
        string fixOfFix = shop.Commit("pay: the rate is no percentage, don't divide by hundred", "Cid Coder");

        var found = await CulpritReader.FindAsync(shop.Repository.Path, [fix, fixOfFix], new CulpritOptions(), TestContext.Current.CancellationToken);

        found.Select(one => one.Candidates[0].Commit).ShouldBe([first, fix]);
    }

    [Fact]
    public async Task FindAsync_TestsChangedToo_FollowsTheCode()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string culprit = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("tests/pay_test.c", Shop.Function("check_pay", [.. Enumerable.Range(0, 20).Select(i => $"expect(pay({i}), {i + 3});")]));
        string tests = shop.Commit("pay: test sums", "Dora Doer");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Lines("tests/pay_test.c", Shop.Function("check_pay", [.. Enumerable.Range(0, 20).Select(i => $"expect(pay({i}), {i * 3});")]));
        shop.Commit("pay: multiply by the rate", "Cid Coder");

        var found = await shop.FindAsync();

        found.Candidates[0].Commit.ShouldBe(culprit);
        found.Band.All.ShouldNotContain(one => one.Commit == tests);
    }

    [Fact]
    public async Task FindAsync_TestsAlone_StillGivesTheirCommits()
    {
        using var shop = new Shop();
        shop.Lines("tests/pay_test.c", Shop.Function("check_pay", "expect(pay(1), 3);", "expect(pay(2), 7);"));
        string culprit = shop.Commit("pay: test sums", "Dora Doer");
        shop.Lines("tests/pay_test.c", Shop.Function("check_pay", "expect(pay(1), 3);", "expect(pay(2), 6);"));
        shop.Commit("pay: expect the right sum", "Cid Coder");

        (await shop.FirstAsync()).ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_HugeImportBefore_PrefersTheCommitAboutIt()
    {
        using var shop = new Shop();
        for (int file = 0; file < 40; file++)
        {
            shop.Lines($"src/import{file}.c", Enumerable.Range(0, 20).SelectMany(i => Shop.Function($"f{file}_{i}", $"step_{i}(value, {file});", "value++;")));
        }

        shop.Commit("Import the old code", "Imp Orter");
        string[] old = [.. Enumerable.Range(0, 20).SelectMany(i => Shop.Function($"f0_{i}", $"step_{i}(value, 0);", "value++;"))];
        shop.Lines("src/import0.c", [.. old, .. Shop.Function("discount", "rebate = member_level(user) * 5;", "price -= rebate;")]);
        string culprit = shop.Commit("Give members a discount", "Bob Builder");
        shop.Lines("src/import0.c", [.. old, .. Shop.Function("discount", "rebate = member_level(user) * 5;", "if (rebate < price)", "\tprice -= rebate;")]);
        shop.Commit("No discount below nothing", "Cid Coder");

        (await shop.FirstAsync()).ShouldBe(culprit);
    }

    [Fact]
    public async Task FindAsync_BinaryOrNewFilesAlone_GivesNobodyByLines()
    {
        using var shop = new Shop();
        shop.Repository.Write("logo.png", [1, 0, 2, 0, 3]);
        shop.Commit("Add a logo");
        shop.Repository.Write("logo.png", [1, 0, 2, 0, 4]);
        shop.Commit("Xyzzy", "Cid Coder");

        var found = await shop.FindAsync();

        found.Band.All.ShouldBeEmpty();
        found.Band.Newest.ShouldBeNull();
        found.Answer.ShouldBeNull();
    }

    [Fact]
    public async Task FindAsync_FirstCommit_HasNoCandidates()
    {
        using var shop = new Shop();

        var found = await shop.FindAsync(shop.Repository.Run("rev-list", "--max-parents=0", "HEAD"));

        found.Candidates.ShouldBeEmpty();
        (found.Confidence, found.Rest).ShouldBe((0, 0));
    }

    [Fact]
    public async Task FindAsync_NotDeployed_IsNotBlamed()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        string deployed = shop.Commit("pay: add payments", "Bob Builder");
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        string later = shop.Commit("pay: add the rate to the price", "Dora Doer");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        shop.Commit("pay: multiply by the rate again", "Cid Coder");

        var found = await shop.FindAsync(reachableFrom: deployed);

        found.Candidates.ShouldNotContain(one => one.Commit == later);
        found.Band.All.ShouldNotContain(one => one.Commit == later);
        found.Candidates[0].Commit.ShouldBe(deployed);
    }

    [Fact]
    public async Task FindAsync_TrailerInTheMessage_IsNotRead()
    {
        using var shop = new Shop();
        shop.Lines("src/pay.c", Shop.Function("pay", s_wrong));
        shop.Commit("pay: add payments", "Bob Builder");
        string elsewhere = shop.Repository.Run("log", "--format=%H", "--grep=audit module");
        shop.Lines("src/pay.c", Shop.Function("pay", s_pay));
        string plain = shop.Commit("pay: multiply by the rate", "Cid Coder");
        shop.Repository.Run("commit", "-q", "--amend", "-m", $"pay: multiply by the rate\n\nFixes: {elsewhere[..12]} (\"audit: add the audit module\")");
        string named = shop.Repository.Head;

        var (without, with) = (await shop.FindAsync(plain), await shop.FindAsync(named));

        with.Candidates.Select(one => (one.Commit, Math.Round(one.Weight, 9))).ShouldBe(without.Candidates.Select(one => (one.Commit, Math.Round(one.Weight, 9))));
    }
}
