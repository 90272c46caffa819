using Plumbline.Cli.Rendering;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class ColumnsTests
{
    [Theory]
    [InlineData("Ann", 3)]
    [InlineData("José", 4)]
    [InlineData("Jose\u0301", 4)]
    [InlineData("山田太郎", 8)]
    [InlineData("한글", 4)]
    [InlineData("ｱ", 1)]
    [InlineData("🚀x", 3)]
    public void Of_Text_IsWhatATerminalDraws(string text, int width) => Columns.Of(text).ShouldBe(width);

    [Theory]
    [InlineData("山田太郎", 8, "山田太郎")]
    [InlineData("山田太郎", 7, "山田太…")]
    [InlineData("山田太郎", 6, "山田…")]
    [InlineData("Author", 4, "Aut…")]
    public void Cut_WideText_NeverTakesMoreThanItsWidth(string text, int width, string cut)
    {
        Columns.Cut(text, width).ShouldBe(cut);
        Columns.Of(Columns.Pad(cut, width)).ShouldBe(width);
    }
}
