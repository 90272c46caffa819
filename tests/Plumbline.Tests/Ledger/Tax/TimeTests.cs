using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Tests.Statistics;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger.Tax;

/// <summary>M2 to M7, with the computation by hand beside each.</summary>
public class TimeTests
{
    private static readonly double[] s_maintained = [9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161];
    private static readonly double[] s_others = [5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45];

    private readonly TaxFacts _facts = new() { Until = 200 };

    [Fact]
    public void Curves_OfTheLeukaemiaTrial_AreThePublishedOnes()
    {
        Watch(OriginClass.Ai, s_maintained);
        Watch(OriginClass.Human, s_others);

        // Miller 1981; R, survdiff and coxph: p .0653393, and the other way round a ratio of 2.49811.
        var curves = Report().Curves;
        var hazard = curves.Comparisons.Single(one => one.Name.StartsWith("hazard", StringComparison.Ordinal));
        hazard.P.ShouldBeNear(0.0653393);
        hazard.Value.ShouldBeNear(1 / 2.49811, 5e-6);
        hazard.Events.ShouldBe(18);

        // By hand: 10/11, 9/10, 7/8 and 6/7 are left at days 9, 13, 18 and 23, the next comes on day 31.
        var at30 = curves.Curves[0].Horizon(30);
        at30.Incidence.ShouldBe(1 - (10.0 / 11 * 9 / 10 * 7 / 8 * 6 / 7), 1e-12);
        at30.AtRisk.ShouldBe(5);
        at30.IsTold.ShouldBeFalse();
    }

    [Fact]
    public void Curves_IncidentAfterTheChangeWasGone_IsNoFailure()
    {
        _facts.Change(OriginClass.Ai, but: change => change with { Gone = TaxFacts.Day(10), IsReverted = true });
        _facts.Incident(1, day: 20);

        var curve = Report().Curves.Curves.Single();
        curve.Failed.ShouldBe(0);
        Report().Origins[0].Incidents.ShouldBe(1);
    }

    [Fact]
    public void Curves_LookBackBeforeTheWindow()
    {
        _facts.Many(20, OriginClass.Human, day: 50);
        _facts.Many(20, OriginClass.Human, day: 10);

        // The window begins on day 140; the curve takes what shipped from day 50 on.
        var report = Report(from: 140);
        report.Origins.Sum(figures => figures.Shipped).ShouldBe(0);
        report.Curves.Curves.Single().Changes.ShouldBe(20);
        report.Curves.Curves.Single().Horizon(90).AtRisk.ShouldBe(20);
    }

    [Fact]
    public void FailRate_SixIncidentsOnFourOf23_Is17Percent()
    {
        for (var i = 0; i < 23; i++)
        {
            _facts.Deployment(day: i);
        }

        foreach (var deployment in new[] { 1, 1, 2, 2, 3, 4 })
        {
            _facts.Incident(0, day: 25, but: incident => incident with { FailedDeployment = deployment });
        }

        // DevLake, PR 8890: 4/23 = 17.4 %, Wilson 7.0 to 37.1; never 6/23.
        var rate = Report().Delivery.All.FailRate;
        rate.Value.ShouldBe(4 / 23.0);
        rate.Interval.ShouldBeNear(0.070, 0.371, 5e-4);
    }

    [Fact]
    public void FailRate_IncidentThatShowsAfterMonths_IsNoFailureOfTheDeployment()
    {
        var change = _facts.Change(OriginClass.Ai);
        var deployment = _facts.Deployment(day: 10);
        _facts.Incident(change, day: 45, but: incident => incident with { FailedDeployment = deployment });

        var all = Report().Delivery.All;
        (all.FailRate.Count, all.FailRate.Of, all.Recovery.Count).ShouldBe((0, 1, 0));
    }

    [Fact]
    public void Curve_WithoutAnyIncident_SaysHowManyWereWatchedInVain()
    {
        _facts.Many(20, OriginClass.Ai);

        // None of 20: Wilson 0 to 16.1 % (Newcombe 1998, table I). Greenwood's variance would be none.
        var point = Report().Curves.Curves.Single().Horizon(30);
        point.Incidence.ShouldBe(0);
        point.Interval.ShouldBeNear(0, 0.1611, 5e-5);
    }

    [Fact]
    public void FailRate_YoungDeployment_LeavesTheDenominatorUnlessItFailed()
    {
        _facts.Deployment(day: 100);
        _facts.Deployment(day: 199.5);
        _facts.Deployment(day: 199.6);
        _facts.Deployment(day: 150, kind: DeploymentKind.Rollback, remedy: true);
        _facts.Incident(0, day: 199.9, but: incident => incident with { FailedDeployment = 3 });

        // Judged: the first one, good, and the third one, which failed. The rollback is a deployment, and rework.
        var all = Report().Delivery.All;
        (all.FailRate.Count, all.FailRate.Of, all.Pending).ShouldBe((1, 2, 1));
        (all.Rework.Count, all.Rework.Of).ShouldBe((1, 4));
    }

    [Fact]
    public void Restoring_OpenIncident_IsNotLeftOut()
    {
        for (var hours = 1; hours <= 9; hours++)
        {
            _facts.Incident(0, day: 100, hours: hours);
        }

        _facts.Incident(0, day: 100, but: incident => incident with { Restored = null });

        // Ten: half are over after the fifth hour, nine after the ninth. The geometric mean of 1..9 is the ninth root of 362,880.
        var all = Report().Restoring.All;
        (all.Count, all.Open, all.Median, all.Ninth).ShouldBe((10, 1, 5, 9));
        all.GeometricMean.ShouldBe(Math.Pow(362_880, 1.0 / 9), 1e-9);
        all.Bins.ShouldBe([0, 0, 3, 6, 0, 0, 0, 0]);
    }

    [Fact]
    public void Restoring_OtherCausesAndFlaps_StandApart()
    {
        _facts.Incident(0);
        _facts.Incident(0, but: incident => incident with { Exclusion = Exclusion.OtherCause });
        _facts.Incident(0, but: incident => incident with { Exclusion = Exclusion.Flap });
        _facts.Incident(0, hours: -3, but: incident => incident with { ClockIsWrong = true });

        var restoring = Report().Restoring;
        (restoring.All.Count, restoring.OtherCause.Count, restoring.Flaps).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Recovery_CountsFromTheEndOfTheDeployment()
    {
        var change = _facts.Change(OriginClass.Ai);
        var deployment = _facts.Deployment(day: 10);
        _facts.Incident(change, day: 10.5, hours: 6, but: incident => incident with { FailedDeployment = deployment });

        // Half a day until it was noticed, and six hours more: 18 hours. Geometric mean of one is itself.
        Report().Delivery.All.Recovery.GeometricMean.ShouldBe(18, 1e-6);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    public void Cycles_SoManyDeployments_FallInto(int deployments, int bin)
    {
        _facts.Incident(0, day: 100, but: incident => incident with
        {
            Remedies = [new Remedy(1, RemedyKind.Rollback, TaxFacts.Day(100)), .. Enumerable.Range(0, deployments).Select(i => new Remedy(i + 2, RemedyKind.Hotfix, TaxFacts.Day(101)))],
            Verified = TaxFacts.Day(110),
        });

        var all = Report().Cycles.All;
        all.Counts[bin].ShouldBe(1);
        (all.Verified, all.RolledBack, all.Unfinished).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Cycles_RollbackAlone_AndWhatIsNotQuietYet_AreApart()
    {
        _facts.Incident(0, but: incident => incident with { Remedies = [new Remedy(1, RemedyKind.Rollback, TaxFacts.Day(2))], Verified = TaxFacts.Day(9) });
        _facts.Incident(0, but: incident => incident with { Remedies = [new Remedy(2, RemedyKind.Hotfix, TaxFacts.Day(2))] });

        var all = Report().Cycles.All;
        (all.Verified, all.Without, all.Unfinished).ShouldBe((0, 1, 1));
    }

    private void Watch(OriginClass origin, double[] days)
    {
        foreach (var day in days)
        {
            var change = _facts.Change(origin, but: change => day < 0 ? change with { Gone = TaxFacts.Day(-day) } : change);
            if (day > 0)
            {
                _facts.Incident(change, day);
            }
        }
    }

    private TaxReport Report(double from = 0) => TaxReport.Of(_facts.Facts(), new TaxQuestion { From = TaxFacts.Day(from) });
}
