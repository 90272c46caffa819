using Plumbline.Ledger.Culprits;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

/// <summary>Lines and the tokens in them.</summary>
public sealed class Tokens
{
    [Fact]
    public void TokenChange_ReplacedName_IsTouchedAlone() =>
        TokenChange.Of(["x = rate(country);"], ["x = rate(region);"])[0].ShouldBe([("country", 1.0)]);

    [Fact]
    public void TokenChange_Insertion_HalfTouchesItsNeighbours() =>
        TokenChange.Of(["f(a, b)"], ["f(a, c, b)"])[0].Select(one => one.Token).ShouldBe([",", "b"], ignoreOrder: true);

    [Fact]
    public void TokenChange_DeletedLine_IsTouchedWhole() => TokenChange.Of(["f(a);"], [])[0].Select(one => one.Token).ShouldBe(["f", "(", "a", ")", ";"]);

    [Fact]
    public void TokenChange_Same_TouchesNothing() => TokenChange.Of(["f(a);", "g();"], ["f(a);", "g();"]).ShouldAllBe(line => line.Count == 0);

    [Theory]
    [InlineData("static int foo(struct x *a,", "foo")]
    [InlineData("foo(int a)", "foo")]
    [InlineData("    public async Task<int> RunAsync(string[] args)", "RunAsync")]
    [InlineData("    def run(self, x):", "run")]
    [InlineData("async function load(url) {", "load")]
    [InlineData("const load = async (url) => {", "load")]
    [InlineData("  render(props) {", "render")]
    [InlineData("void Shop::pay(int sum)", "pay")]
    [InlineData("func (s *Shop) Pay(sum int) error {", "Pay")]
    [InlineData("    foo(a,", null)]
    [InlineData("    if (a) {", null)]
    [InlineData("    return foo(a)", null)]
    [InlineData("    x = foo(a,", null)]
    [InlineData("int foo(int);", null)]
    [InlineData("    obj.foo(a", null)]
    public void FunctionName_Line_IsHeadOrNot(string line, string? name) => FunctionName.NameIn(line).ShouldBe(name);

    [Fact]
    public void FunctionName_BracketAlone_LooksAtTheLineBefore()
    {
        string[] lines = ["class Shop", "{", "    public void Pay(int sum)", "    {", "        if (sum > 0)", "        {", "            Charge(sum);"];

        FunctionName.Around(line => lines[line], 6).ShouldBe(("Pay", 2));
    }

    [Theory]
    [InlineData("src/pay.c", true)]
    [InlineData("Pay.cs", true)]
    [InlineData("tests/pay.c", false)]
    [InlineData("src/PayTests.cs", false)]
    [InlineData("web/pay.spec.ts", false)]
    [InlineData("man/man8/ip.8", false)]
    [InlineData("README.md", false)]
    [InlineData("src/latest.c", true)]
    public void PathKind_Path_IsCodeOrNot(string path, bool isCode) => PathKind.IsCode(path).ShouldBe(isCode);

    [Theory]
    [InlineData("  }", false)]
    [InlineData("", false)]
    [InlineData("/* why */", false)]
    [InlineData("# why", false)]
    [InlineData("#define A 1", true)]
    [InlineData("x++;", true)]
    public void CodeLine_Line_CountsOrNot(string line, bool isCode) => CodeLine.IsCode(line).ShouldBe(isCode);

    [Fact]
    public void Words_NameOfManyParts_GivesEach()
    {
        var words = new HashSet<string>();
        Words.Collect("HTTPServer show_processes netNs", words);

        words.ShouldBe(["httpserver", "http", "server", "show_processes", "show_processe", "show", "processes", "processe", "netns", "netn", "net", "ns"], ignoreOrder: true);
    }
}
