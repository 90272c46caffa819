using Plumbline.Agent.Facts;
using Plumbline.Agent.Hosting;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Facts;

public sealed class FirstReportsTests
{
    private readonly List<WireMessage> _sent = [];

    private IEnumerable<FirstSeen> Firsts => _sent.OfType<FirstSeen>();

    [Fact]
    public void ManyFirstsAtOnce_TheMostSurprisingAreTold_AndTheOthersCounted()
    {
        var reports = Reports();
        for (var i = 0; i < 20; i++)
        {
            Report(reports, new LearningMethod(), i == 13 ? FirstKind.NotANumber : FirstKind.Range).ShouldBeTrue();
        }

        reports.Tick(hasRoom: true);
        Report(reports, new LearningMethod(), FirstKind.Null).ShouldBeTrue();

        Firsts.Count().ShouldBeInRange(1, 8);
        Firsts.First().Fact.ShouldBe("not-a-number");
    }

    [Fact]
    public void GreatValueOnItsWayThroughManyMethods_LeavesRoomForTheHarmItDoes()
    {
        var reports = Reports();
        for (var i = 0; i < 20; i++)
        {
            Report(reports, new LearningMethod(), FirstKind.Range);
            reports.Tick(hasRoom: true);
        }

        Report(reports, new LearningMethod(), FirstKind.Negative);
        reports.Tick(hasRoom: true);

        Firsts.Count().ShouldBe(4);
        Firsts.Last().Fact.ShouldBe("negative");
    }

    [Fact]
    public void OneMethod_IsToldOnceInAWhile()
    {
        var reports = Reports();
        var method = new LearningMethod();
        Report(reports, method, FirstKind.Null);
        reports.Tick(hasRoom: true);

        Report(reports, method, FirstKind.Empty).ShouldBeFalse();
        reports.Tick(hasRoom: true);

        Firsts.ShouldHaveSingleItem().What.ShouldBe("Null");
    }

    [Fact]
    public void WhatIsHeldBack_IsSaidWithTheNext()
    {
        var reports = Reports();
        var method = new LearningMethod();
        Report(reports, method, FirstKind.Null);
        reports.Tick(hasRoom: true);
        Report(reports, method, FirstKind.Empty);
        Report(reports, method, FirstKind.Zero);
        Report(reports, new LearningMethod(), FirstKind.Zero);
        reports.Tick(hasRoom: true);

        Firsts.Last().Held.ShouldBe(2);
    }

    [Fact]
    public void Offers_MoreThanMayWait_AreRefused()
    {
        var reports = Reports();

        Enumerable.Range(0, 100).Count(_ => Report(reports, new LearningMethod(), FirstKind.Null)).ShouldBe(32);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5000, 0)]
    [InlineData(5001, 1)]
    [InlineData(40_000, 7)]
    [InlineData(1e9, 1023)]
    public void MaskFor_Rate_KeepsWithinTheBound(double rate, long mask) => MethodFacts.MaskFor(rate, 5000).ShouldBe(mask);

    [Theory]
    [InlineData(3, 5000, 5000)]
    [InlineData(4, 40_000, 5000)]
    [InlineData(100, 150, 5000)]
    [InlineData(100, 4000, 156.25)]
    [InlineData(2000, 100, 39.0625)]
    public void Most_ManyHotMethods_AreLookedAtLess(int methods, double rate, double most) => FirstReports.Most([.. Called(methods, rate, looksAtAll: true)]).ShouldBe(most);

    [Fact]
    public void Look_HotMethod_LooksAtEachAndSamplesNumbers()
    {
        var method = Called(1, 5000, looksAtAll: true).Single();

        method.Look(5000);
        Masks(method).ShouldBe((0, 0));
        method.Tick(25_000, seconds: 4);
        method.Look(5000);
        Masks(method).ShouldBe((0, 63));
        method.Look(1000);
        Masks(method).ShouldBe((7, 63));
        method.Look(null);
        Masks(method).ShouldBe((1023, 1023));
    }

    [Fact]
    public void Most_MethodsOfNumbersAlone_TakeNoShare() => FirstReports.Most([.. Called(100, 5000, looksAtAll: false)]).ShouldBe(5000);

    private static (long Look, long Sample) Masks(MethodFacts method) =>
        (FactCells.Read(method.Masks, MethodFacts.LookMask), FactCells.Read(method.Masks, MethodFacts.SampleMask));

    private static IEnumerable<MethodFacts> Called(int methods, double rate, bool looksAtAll) => Enumerable.Range(0, methods).Select(_ =>
    {
        var facts = new LearningMethod().Facts;
        facts.LooksAtAll = looksAtAll;
        facts.Tick((long)rate, seconds: 1);
        return facts;
    });

    private FirstReports Reports() => new(frame =>
    {
        _sent.Add(frame.Message!);
        return true;
    });

    private static bool Report(FirstReports reports, LearningMethod method, FirstKind kind)
    {
        var found = new FirstFound(method.Facts, "x", kind, kind.ToString(), 10_000);
        if (reports.Offer(found) is var number && number == 0)
        {
            return false;
        }

        reports.Add(new FirstReport(number, found, 1, default));
        return true;
    }
}
