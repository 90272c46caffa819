using Plumbline.Cli.Rendering;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class NoticeTests
{
    private readonly NoticeView _view = new(new Palette(on: false));

    [Fact]
    public void First_OfAnArgument_IsOneSentence() =>
        NoticeStory.Sentence(Samples.First).ShouldBe("discount was negative for the first time in 48,211 calls of Shop.Pricing.Apply");

    [Fact]
    public void First_OfTheResult_SaysSo() =>
        NoticeStory.Sentence(Samples.First with { Variable = null }).ShouldStartWith("the result was negative for the first time");

    [Fact]
    public void First_OfASwallowedException_NamesIt() => NoticeStory.Sentence(Samples.First with { Variable = null, Fact = "swallowed", What = "System.FormatException" })
        .ShouldBe("swallowed System.FormatException for the first time in 48,211 calls of Shop.Pricing.Apply");

    [Fact]
    public void First_WithEscapesInItsName_IsMadeSafe() => NoticeStory.Sentence(Samples.First with { Variable = "\e[2J" }).ShouldNotContain('\e');

    [Fact]
    public void SlowCall_SaysWhereTheTimeWent()
    {
        _view.Add(Samples.Slow);

        var lines = _view.Due(all: true, _ => []).ToList();

        lines[0].ShouldBe("slow  Shop.Orders.Checkout took 820 ms");
        lines[2].ShouldBe("   PriceService.Get 790 ms (1 call), Db.Save 21 ms (3 calls)");
    }

    [Fact]
    public void Notice_WaitsForItsCapture_AndShowsItsValues()
    {
        _view.Add(Samples.First);
        _view.Take(Samples.Capture with { First = 2 }).ShouldBeTrue();
        _view.Take(Samples.Capture).ShouldBeFalse();
        _view.Take(Samples.Capture with { First = 1 }).ShouldBeTrue();

        _view.Due(all: true, _ => []).Count(line => line.Contains("this", StringComparison.Ordinal)).ShouldBe(1);
    }
}
