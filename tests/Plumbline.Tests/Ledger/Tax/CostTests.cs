using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Tests.Statistics;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger.Tax;

/// <summary>M8, M9, M11, M12 and what is made of them, with the computation by hand beside each.</summary>
public class CostTests
{
    private readonly TaxFacts _facts = new();

    [Fact]
    public void Rework_LinesOfOneChange_ArentDrawnAlone()
    {
        _facts.Change(OriginClass.Ai, lines: 100, but: change => change with { Reworked = 10 });
        _facts.Change(OriginClass.Ai, lines: 100, but: change => change with { Reworked = 30 });
        _facts.Change(OriginClass.Ai, lines: 100);

        // 40 of 200 lines; residuals -10 and 10: variance (100 + 100) / 200² * 2/1 = .01, so .2 ± 1.96 * .1. The third was not watched for 14 days.
        var rework = Report().Upkeep.Groups.Single().Rework;
        rework.Value.ShouldBe(0.2, 1e-12);
        rework.Interval.ShouldBeNear(0.2 - 0.1959964, 0.2 + 0.1959964, 1e-6);
        rework.IsTold.ShouldBeFalse();
    }

    [Fact]
    public void Reverts_AreForAThousand()
    {
        _facts.Many(19, OriginClass.Human);
        _facts.Change(OriginClass.Human, but: change => change with { IsReverted = true, Gone = TaxFacts.Day(1) });

        Report().Upkeep.Groups.Single().Reverts.Value.ShouldBe(50, 1e-9);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void DebuggingTax_OfFewIncidents_IsNotTold(int incidents, bool told)
    {
        for (var i = 0; i < 20; i++)
        {
            var change = _facts.Change(OriginClass.Ai, but: change => change with { BuildHours = 2 });
            if (i < incidents)
            {
                _facts.Hours(1, 3, incident: _facts.Incident(change));
            }
        }

        Report().Tax.Groups.Single().Ratio.IsTold.ShouldBe(told);
    }

    [Fact]
    public void DebuggingTax_HoursWrittenDownAndModelledOfTheSamePerson_CountOnce()
    {
        var incident = _facts.Incident(_facts.Change(OriginClass.Ai, but: change => change with { BuildHours = 20 }));
        _facts.Hours(1, 8, incident: incident);
        _facts.Hours(1, 3, incident: incident, modelled: true);
        _facts.Hours(2, 2, incident: incident, modelled: true);

        var spent = Report().Tax.Groups[0].Spent;

        (spent.Measured, spent.Modelled).ShouldBe((8, 2));
    }

    [Fact]
    public void DebuggingTax_ByTheWeightsOfCulprits()
    {
        var ai = _facts.Change(OriginClass.Ai, but: change => change with { BuildHours = 20 });
        var human = _facts.Change(OriginClass.Human, but: change => change with { BuildHours = 30 });
        var incident = _facts.Incident(0, but: one => one with { Blames = [new Blame(ai, 0.6, Verdict.Probable), new Blame(human, 0.3, Verdict.Probable)] });
        _facts.Hours(1, 8, incident: incident, senior: true);
        _facts.Hours(2, 2, WorkKind.Verify, incident, modelled: true);

        // Ten hours: six are the AI-written change's, for 20 hours of building; three the human one's, for 30; one is nobody's.
        var tax = Report(new HourlyRates(50, 100, "EUR")).Tax;
        tax.Groups[0].Ratio.Value.ShouldBe(6 / 20.0, 1e-9);
        tax.Groups[1].Ratio.Value.ShouldBe(3 / 30.0, 1e-9);
        tax.Unattributed.All.ShouldBe(1, 1e-9);

        // 8 h at 100 and 2 h at 50 are 900; six tenths are 540. Measured hours stay apart from modelled ones.
        tax.Groups[0].Spent.Cost.ShouldBe(540, 1e-9);
        (tax.Groups[0].Spent.Measured, tax.Groups[0].Spent.Modelled).ShouldBe((4.8, 1.2));

        // Whose it was is uncertain: none of the hours, or all ten.
        tax.Groups[0].Ratio.Interval.ShouldBeNear(0, 0.5);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(3000)]
    public void DebuggingTax_OfManyUncertainIncidents_HasTheSpreadOfTheirSum(int incidents)
    {
        var ai = _facts.Change(OriginClass.Ai, but: change => change with { BuildHours = 1 });
        for (var i = 0; i < incidents; i++)
        {
            _facts.Hours(1, 1, incident: _facts.Incident(0, but: one => one with { Blames = [new Blame(ai, 0.5, Verdict.Probable)] }));
        }

        // A sum of n coins: n/2, with a variance of n/4. Drawn below two thousand, and only to as much as 200 draws tell; beyond it the normal one.
        var (ratio, half) = (Report().Tax.Groups.Single().Ratio, 1.959964 * Math.Sqrt(incidents / 4.0));
        ratio.Value.ShouldBe(incidents / 2.0, 1e-6);
        ratio.Interval.Low.ShouldBe((incidents / 2.0) - half, incidents > 2000 ? 1e-3 : 8);
        ratio.Interval.High.ShouldBe((incidents / 2.0) + half, incidents > 2000 ? 1e-3 : 8);
    }

    [Fact]
    public void DebuggingTax_WithoutHoursOfBuilding_SaysNothing()
    {
        var ai = _facts.Change(OriginClass.Ai);
        _facts.Hours(1, 8, incident: _facts.Incident(ai));

        var report = Report();
        report.Tax.Groups.ShouldBeEmpty();
        SectionWords.Tax(report).ShouldContain("not known");
    }

    [Fact]
    public void Work_FourSeniors_AreHiddenAndCantBeSubtracted()
    {
        for (var person = 0; person < 12; person++)
        {
            _facts.Hours(person, 10, WorkKind.Feature, senior: person < 4);
        }

        // Eight others would be shown; together with everybody that would show the four.
        Report().Work.BySeniority.Single().ShouldSatisfyAllConditions(group => group.Name.ShouldBe(WorkTime.Everybody), group => group.Persons.ShouldBe(12));
    }

    [Fact]
    public void Work_FewerThanFivePersons_ShowNothing()
    {
        for (var person = 0; person < 4; person++)
        {
            _facts.Hours(person, 10, team: "one");
        }

        var work = Report().Work;
        work.BySeniority.ShouldBeEmpty();
        work.ByTeam.ShouldBeEmpty();
        work.Hidden.ShouldBe(4);
    }

    [Fact]
    public void Work_SmallTeam_JoinsTheSmallestThatIsShown()
    {
        for (var person = 0; person < 18; person++)
        {
            _facts.Hours(person, 10, team: person < 9 ? "large" : person < 15 ? "middle" : "small");
        }

        // Three people of the small team, with the six of the middle one.
        Report().Work.ByTeam.Select(group => (group.Name, group.Persons)).ShouldBe([("large", 9), ("smaller teams", 9)]);
    }

    [Fact]
    public void Work_MeasuredAndModelled_AreNeverAddedUp()
    {
        for (var person = 0; person < 5; person++)
        {
            _facts.Hours(person, 10, WorkKind.Support);
            _facts.Hours(person, 30, WorkKind.Feature, modelled: true);
        }

        Report().Work.BySeniority.Select(group => (group.IsModelled, group.All)).ShouldBe([(false, 50), (true, 150)]);
    }

    [Fact]
    public void Costly_ByHoursThenByHowLongItWasDown()
    {
        var (first, second, third) = (_facts.Change(OriginClass.Ai), _facts.Change(OriginClass.Human), _facts.Change(OriginClass.Unknown));
        _facts.Incident(second, hours: 5);
        _facts.Incident(third, hours: 9);
        _facts.Hours(1, 3, incident: _facts.Incident(first, hours: 1));

        var costly = Report().Costly;
        costly.Select(change => change.Change).ShouldBe([first, third, second]);
        costly[1].Down.ShouldBe(9, 1e-9);
        costly[0].Incidents.Single().Verdict.ShouldBe(Verdict.Confirmed);
    }

    [Fact]
    public void Drivers_BandsHoldTheirBounds()
    {
        foreach (var (lines, age) in new[] { (10, 29.9f), (11, 30f), (50, 179f), (51, 180f), (250, 729f), (251, 730f), (251, -1f) })
        {
            _facts.Change(OriginClass.Human, lines: lines, but: change => change with { FileAge = age });
        }

        var drivers = Report().Drivers;
        drivers.Single(driver => driver.Name.StartsWith("size", StringComparison.Ordinal)).Rows.Select(row => row.Changes).ShouldBe([1, 2, 2, 2]);
        drivers.Single(driver => driver.Name.StartsWith("age", StringComparison.Ordinal)).Rows.Select(row => row.Changes).ShouldBe([1, 2, 2, 1, 1]);
    }

    [Fact]
    public void Report_OfAnEmptyLedger_SaysSo()
    {
        var report = Report();

        TaxWords.Opening(report).ShouldBe("No change reached production in the 90 days to 2026-04-01.");
        report.Finding.ShouldBe(Finding.NotCovered);
        SectionWords.Work(report.Work).ShouldContain("No hours");
    }

    private TaxReport Report(HourlyRates? rates = null) => TaxReport.Of(_facts.Facts(), new TaxQuestion { From = TaxFacts.Start, Rates = rates });
}
