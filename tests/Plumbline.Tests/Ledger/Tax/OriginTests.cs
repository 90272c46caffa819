using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Tests.Statistics;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger.Tax;

/// <summary>M1 and M10, with the computation by hand beside each.</summary>
public class OriginTests
{
    private readonly TaxFacts _facts = new();

    [Fact]
    public void Debugged_81Of263_HasWilsonsInterval()
    {
        Fail(OriginClass.Ai, of: 263, incidents: 81);

        // Newcombe 1998, table I: 81/263 is .2553 to .3662.
        var share = Figures(OriginClass.Ai).Debugged;
        share.Count.ShouldBe(81);
        share.Of.ShouldBe(263);
        share.Interval.ShouldBeNear(0.2553, 0.3662, 5e-5);
    }

    [Fact]
    public void Debugged_ChangeWithThreeIncidents_CountsOnce()
    {
        _facts.Many(10, OriginClass.Ai);
        _facts.Incident(1, day: 1);
        _facts.Incident(1, day: 2);
        _facts.Incident(1, day: 3);

        var figures = Figures(OriginClass.Ai);
        figures.Debugged.Value.ShouldBe(0.1);

        // Three incidents on ten changes; and one first incident after a day, nine changes for 90 days: 1 in 1 + 9 * 90 = 811 days.
        figures.PerChange.Value.ShouldBe(30);
        figures.PerDay.Count.ShouldBe(1);
        figures.PerDay.Of.ShouldBe(811, 1e-9);
        figures.PerDay.Value.ShouldBe(1000.0 / 811, 1e-9);
        figures.PerLine.Value.ShouldBe(3 / (10 * 10 / 1000.0), 1e-9);
    }

    [Fact]
    public void Rates_11In800Against21In3011_AreThePublishedRatio()
    {
        Fail(OriginClass.Ai, of: 800, incidents: 11);
        Fail(OriginClass.Human, of: 3011, incidents: 21);

        // R, ?poisson.test: 1.971488, and its mid-P interval 0.9166021 to 4.0584043. One service, so there is no clustering to widen it.
        var rate = Report().Rates[0];
        rate.Value.ShouldBeNear(1.971488);
        rate.Interval.ShouldBeNear(0.9166021, 4.0584043);
        rate.Doubt!.Exact.ShouldBeNear(0.8584264, 4.2772659);
        rate.Standing.ShouldBe(Standing.Full);
    }

    [Theory]
    [InlineData(4, Standing.TooFew)]
    [InlineData(5, Standing.Indicative)]
    [InlineData(29, Standing.Indicative)]
    [InlineData(30, Standing.Full)]
    public void Rates_OfSoManyEvents_StandSo(int events, object standing)
    {
        Fail(OriginClass.Ai, of: 100, incidents: events / 2);
        Fail(OriginClass.Human, of: 100, incidents: events - (events / 2));

        var rate = Report().Rates[0];
        rate.Standing.ShouldBe(standing);
        double.IsNaN(rate.Value).ShouldBe(standing.Equals(Standing.TooFew));
    }

    [Fact]
    public void Rates_ThatRestOnProbableCulprits_AreToldAsIfAsManyWereRightAsWasMeasured()
    {
        Fail(OriginClass.Ai, of: 100, incidents: 20);
        Fail(OriginClass.Human, of: 100, incidents: 20);
        Report().Rates[0].Doubt!.Misattributed.ShouldBeEmpty();
        for (var i = 0; i < 20; i++)
        {
            _facts.Incidents[2 * i] = _facts.Incidents[2 * i] with { Blames = [_facts.Incidents[2 * i].Blames[0] with { Verdict = Verdict.Probable }] };
        }

        // Half of them confirmed, and so right; of the others 79 and 72 % (docs/measured.md).
        Report().Rates[0].Doubt!.Misattributed.Select(one => Math.Round(one.Precision, 9)).ShouldBe([0.895, 0.86]);
    }

    [Fact]
    public void Finding_TooFew_SaysHowManyItWouldTake()
    {
        Fail(OriginClass.Ai, of: 100, incidents: 2);
        Fail(OriginClass.Human, of: 100, incidents: 1);

        // Equal exposure, four of five studies, two-sided .05: 69 events for a ratio of 2, 194 for one of 1.5 (design notes, recomputed there).
        var report = Report();
        report.Finding.ShouldBe(Finding.TooFew);
        TaxWords.Of(report.Finding, report).ShouldContain("about 69 events, half as many more about 194");
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(150, false)]
    public void Finding_NotTold_SaysHowManyItWouldTakeWhereThatIsMore(int each, bool takes)
    {
        Fail(OriginClass.Ai, of: 400, incidents: each);
        Fail(OriginClass.Human, of: 400, incidents: each);

        var report = Report();
        report.Finding.ShouldBe(Finding.NotTold);
        TaxWords.Of(report.Finding, report).ShouldContain("1.00 times as many (");
        TaxWords.Of(report.Finding, report).Contains("takes about", StringComparison.Ordinal).ShouldBe(takes);
    }

    [Fact]
    public void Finding_MoreByChangeAndFewerByLine_DependsOnTheDenominator()
    {
        Fail(OriginClass.Ai, of: 100, incidents: 30, lines: 1000);
        Fail(OriginClass.Human, of: 100, incidents: 15, lines: 10);

        var report = Report();
        report.Rates.Select(rate => rate.Direction).ShouldBe([1, 1, -1]);
        report.Finding.ShouldBe(Finding.DependsOnDenominator);
        TaxWords.Of(report.Finding, report).ShouldStartWith("Inconclusive");
    }

    [Fact]
    public void Finding_FarMoreByAll_IsAnAssociationAndNoCause()
    {
        Fail(OriginClass.Ai, of: 200, incidents: 80);
        Fail(OriginClass.Human, of: 200, incidents: 20);

        var report = Report();
        report.Finding.ShouldBe(Finding.More);
        TaxWords.Of(report.Finding, report).ShouldContain("not a cause");
    }

    [Fact]
    public void Finding_HardlyAnyOriginKnown_IsNotReportable()
    {
        Fail(OriginClass.Ai, of: 50, incidents: 20);
        Fail(OriginClass.Human, of: 50, incidents: 20);
        _facts.Many(500, OriginClass.Unknown);

        // 100 of 600 is 16.7 %, below 20 %.
        var report = Report();
        report.Finding.ShouldBe(Finding.NotCovered);
        report.Rates.ShouldAllBe(rate => double.IsNaN(rate.Value));
    }

    [Fact]
    public void Unknown_IsAClassOfItsOwn()
    {
        Fail(OriginClass.Unknown, of: 20, incidents: 5);
        Fail(OriginClass.Human, of: 20, incidents: 1);

        Figures(OriginClass.Human).Debugged.Of.ShouldBe(20);
        Figures(OriginClass.Unknown).Debugged.Count.ShouldBe(5);
    }

    [Fact]
    public void Lead_HighestVerdictBeforeWeight()
    {
        var (ai, human) = (_facts.Change(OriginClass.Ai), _facts.Change(OriginClass.Human));
        _facts.Incident(0, but: incident => incident with { Blames = [new Blame(human, 0.7, Verdict.Possible), new Blame(ai, 0.3, Verdict.Probable)] });

        Figures(OriginClass.Ai).Incidents.ShouldBe(1);
        Figures(OriginClass.Human).Incidents.ShouldBe(0);

        // Only what is at least probable has weight.
        Figures(OriginClass.Ai).Weighted.ShouldBe(0.3);
        Figures(OriginClass.Human).Weighted.ShouldBe(0);
    }

    [Fact]
    public void Lead_ChangeThatShippedOnlyLater_IsNobodysCulprit()
    {
        var late = _facts.Change(OriginClass.Ai, day: 5);
        _facts.Incident(late, day: 4);

        Figures(OriginClass.Ai).Incidents.ShouldBe(0);
        Report().Coverage.Verdicts[Verdict.Rejected].ShouldBe(1);
    }

    [Fact]
    public void Change_InTwoServices_CountsOnceAndWhereItWasFirst()
    {
        _facts.Change(OriginClass.Ai, day: 3, service: "web");
        _facts.Changes.Add(_facts.Changes[0] with { Service = "api", Shipped = TaxFacts.Day(2) });
        _facts.Incident(1, day: 4, service: "web");

        var figures = Figures(OriginClass.Ai);
        figures.Shipped.ShouldBe(1);
        figures.PerDay.Of.ShouldBe(2, 1e-9);
    }

    [Fact]
    public void Window_ChangesBeforeIt_AreInNoRateAndSaidSo()
    {
        var old = _facts.Change(OriginClass.Ai, day: 0);
        _facts.Change(OriginClass.Ai, day: 60);
        _facts.Incident(old, day: 70);

        var report = Report(from: 30);
        report.Origins[0].Shipped.ShouldBe(1);
        report.Origins[0].Incidents.ShouldBe(0);
        report.Coverage.Older.ShouldBe(1);
    }

    [Fact]
    public void Imputed_HalfWeights_WidenTheInterval()
    {
        _facts.Many(100, OriginClass.Ai);
        _facts.Many(100, OriginClass.Human);
        for (var i = 1; i <= 60; i++)
        {
            var (ai, human) = (i, 100 + i);
            _facts.Incident(0, but: incident => incident with { Blames = [new Blame(ai, 0.5, Verdict.Probable), new Blame(human, 0.5, Verdict.Probable)] });
        }

        // 30 by weight on either side: a ratio of one, and half of its variance is doubt about culprits.
        var imputed = Report().Rates[0].Doubt!.Imputed!.Value;
        imputed.Estimate.ShouldBe(1);
        imputed.MissingShare.ShouldBeInRange(0.3, 0.65);
    }

    private void Fail(OriginClass origin, int of, int incidents, int lines = 10)
    {
        var first = _facts.Changes.Count + 1;
        _facts.Many(of, origin, lines: lines);
        for (var i = 0; i < incidents; i++)
        {
            _facts.Incident(first + i);
        }
    }

    private OriginFigures Figures(OriginClass origin) => Report().Origins.First(figures => figures.Origin == origin);

    private TaxReport Report(double from = 0) => TaxReport.Of(_facts.Facts(), new TaxQuestion { From = TaxFacts.Day(from) });
}
