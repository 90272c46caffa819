using Plumbline.Cli.Rendering;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class LineRunsTests
{
    [Theory]
    [InlineData("2–5, 9", new[] { 2, 3, 5, 9 }, new[] { 2, 3, 5, 7, 9 })]
    [InlineData("7", new[] { 7 }, new[] { 2, 3, 5, 7, 9 })]
    [InlineData("2–9", new[] { 2, 9 }, new[] { 2, 9 })]
    [InlineData("", new int[0], new[] { 2 })]
    public void Text_RunsOn_WhereNoOtherLineIsBetween(string expected, int[] lines, int[] all) => LineRuns.Text(lines, all).ShouldBe(expected);
}
