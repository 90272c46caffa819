using Plumbline.Origin;
using Plumbline.Origin.Methods;
using Plumbline.Origin.Verdicts;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Methods;

public sealed class MethodTests
{
    [Fact]
    public void Brackets_FindFunctionsOfTypeScript()
    {
        const string Text = """
            // if (a) {
            export async function load(path: string): Promise<string> {
              if (path) { return "}"; }
              return other(path);
            }
            class A {
              run(x = f(1)) {
                x.call(() => { });
              }
            }
            """;

        MethodScan.Of("a.ts", Text).Select(m => (m.Name, m.First, m.Last)).ShouldBe([("load", 2, 5), ("run", 7, 9)]);
    }

    [Fact]
    public void Indentation_FindsFunctionsOfPython() =>
        MethodScan.Of("a.py", "class A:\n    def run(self,\n            x):\n        return x\n\n    async def stop(self):\n        pass\n\nx = 1\n")
            .Select(m => (m.Name, m.First, m.Last)).ShouldBe([("run", 2, 4), ("stop", 6, 7)]);

    [Theory]
    [InlineData("Checkout", true)]
    [InlineData("Orders.Checkout", true)]
    [InlineData("Shop.Orders.Checkout", true)]
    [InlineData("ders.Checkout", false)]
    [InlineData("Check", false)]
    public void Name_MayBeCutAtADot(string typed, bool expected) => new MethodSpan("Shop.Orders.Checkout", 1, 2).Is(typed, StringComparison.Ordinal).ShouldBe(expected);

    [Theory]
    [InlineData(95, 5, "Ai")]
    [InlineData(60, 40, "Mixed")]
    [InlineData(20, 80, "Mixed")]
    [InlineData(5, 95, "Unknown")]
    public void Method_IsMixed_FromATenth(int ai, int unknown, string expected)
    {
        VerdictRun[] runs = [Run(1, OriginClass.Ai), Run(2, OriginClass.Unknown), Run(3, OriginClass.Ai, OriginBuckets.Boilerplate)];

        var verdict = MethodVerdict.Of(runs, line => line == 1 ? ai : line == 2 ? unknown : 1_000);

        verdict.Class.ToString().ShouldBe(expected);
        verdict.Lines.Boilerplate.ShouldBe(1);
    }

    private static VerdictRun Run(int line, OriginClass origin, OriginBuckets buckets = OriginBuckets.None) =>
        new(line, 1, default, new LineVerdict(origin, buckets, origin == OriginClass.Ai ? "T" : null, null, 0.9, []), Tier.C);
}
