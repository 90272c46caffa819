using System.Text.Json;
using System.Text.Json.Serialization;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger.Tax;

/// <summary>What must hold for every ledger, tried on thirty random ones.</summary>
public class InvariantTests
{
    private static readonly JsonSerializerOptions s_written = new()
    {
        IncludeFields = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new NineDigits() },
    };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shares_LieBetweenNoneAndAll(int seed)
    {
        var report = Report(Random(seed));

        Figure[] shares =
        [
            .. report.Origins.Select(figures => figures.Debugged),
            .. report.Delivery.Services.Append(report.Delivery.All).SelectMany(service => new[] { service.FailRate, service.Rework }),
            .. report.Delivery.Bands.Select(band => band.FailRate),
            .. report.Upkeep.Groups.Select(group => group.Rework),
            .. report.Cycles.Groups.Select(group => group.AtOnce),
        ];
        shares.Where(share => share.Of > 0).ShouldAllBe(share => share.Value >= 0 && share.Value <= 1 && share.Interval.Low >= 0 && share.Interval.High <= 1 && share.Interval.Low <= share.Value && share.Value <= share.Interval.High);
        report.Curves.Curves.SelectMany(curve => curve.Points).ShouldAllBe(point => point.Incidence >= 0 && point.Incidence <= 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IncidentTwice_ChangesNothing(int seed)
    {
        var facts = Random(seed);
        var twice = facts with { Incidents = [.. facts.Incidents, .. facts.Incidents] };

        Written(Report(twice)).ShouldBe(Written(Report(facts)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Order_ChangesNothing(int seed)
    {
        var facts = Random(seed);
        var shuffled = facts with
        {
            Changes = [.. facts.Changes.Reverse()],
            Deployments = [.. facts.Deployments.Reverse()],
            Incidents = [.. facts.Incidents.Reverse().Select(incident => incident with { Blames = [.. incident.Blames.Reverse()] })],
            Hours = [.. facts.Hours.Reverse()],
        };

        Written(Report(shuffled)).ShouldBe(Written(Report(facts)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IncidentThatIsExcluded_ChangesNoFigureByOrigin(int seed)
    {
        var facts = Random(seed);
        var more = facts with
        {
            Incidents = [.. facts.Incidents, .. facts.Incidents.Select(incident => incident with { Id = incident.Id + 10_000, Exclusion = incident.Id % 2 == 0 ? Exclusion.NotProduction : Exclusion.Duplicate })],
        };

        var (one, other) = (Report(facts), Report(more));
        Written(other with { Coverage = one.Coverage }).ShouldBe(Written(one));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void UnknownCalledHuman_NeverChangesAi(int seed)
    {
        var facts = Random(seed);
        var relabelled = facts with { Changes = [.. facts.Changes.Select(change => change.Origin == OriginClass.Unknown ? change with { Origin = OriginClass.Human } : change)] };

        var (one, other) = (Report(facts), Report(relabelled));
        Written(other.Origins[0]).ShouldBe(Written(one.Origins[0]));
        Written(other.Curves.Curves.First(curve => curve.Origin == OriginClass.Ai)).ShouldBe(Written(one.Curves.Curves.First(curve => curve.Origin == OriginClass.Ai)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void HigherFloor_NeverAttributesMore(int seed)
    {
        var facts = Random(seed);
        Verdict[] floors = [Verdict.Possible, Verdict.Probable, Verdict.Confirmed];
        var reports = Array.ConvertAll(floors, floor => Report(facts, floor: floor));

        for (var i = 1; i < reports.Length; i++)
        {
            reports[i].Coverage.Attributed.Of.ShouldBeLessThanOrEqualTo(reports[i - 1].Coverage.Attributed.Of);
            foreach (var (narrow, wide) in reports[i].Origins.Zip(reports[i - 1].Origins))
            {
                narrow.Incidents.ShouldBeLessThanOrEqualTo(wide.Incidents);
                narrow.Debugged.Count.ShouldBeLessThanOrEqualTo(wide.Debugged.Count);
                narrow.Weighted.ShouldBeLessThanOrEqualTo(wide.Weighted + 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ArmsSwapped_InvertEveryRatio(int seed)
    {
        var facts = Random(seed);
        var swapped = facts with
        {
            Changes = [.. facts.Changes.Select(change => change with { Origin = change.Origin switch { OriginClass.Ai => OriginClass.Human, OriginClass.Human => OriginClass.Ai, var origin => origin } })],
        };

        var (one, other) = (Report(facts).Comparisons.All, Report(swapped).Comparisons.All);
        var pairs = one.Select(comparison => (One: comparison, Other: other.Single(two => two.Metric == comparison.Metric && two.Name == comparison.Name))).Where(pair => pair.One.IsTold).ToList();
        pairs.Count.ShouldBeGreaterThan(3);
        foreach (var (ratio, inverse) in pairs.Where(pair => pair.One.IsRatio && double.IsFinite(pair.One.Value) && pair.One.Value > 0))
        {
            inverse.Value.ShouldBe(1 / ratio.Value, 1e-6 / ratio.Value, ratio.Name);
            inverse.P.ShouldBe(ratio.P, 1e-6);

            // The bootstrap draws the same services, and its quantiles are those of the logarithms' mirror image only up to its steps.
            if (ratio.Metric != "M4")
            {
                inverse.Interval.Low.ShouldBe(1 / ratio.Interval.High, 1e-5 / ratio.Interval.High, ratio.Name);
            }
        }

        foreach (var (difference, opposite) in pairs.Where(pair => !pair.One.IsRatio))
        {
            opposite.Value.ShouldBe(-difference.Value, 1e-9);
            opposite.Interval.Low.ShouldBe(-difference.Interval.High, 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void LongerWindow_NeverLowersNumbersAtRisk(int seed)
    {
        var facts = Random(seed);
        var (now, longer, later) = (Report(facts, from: 100), Report(facts, from: 60), Report(facts with { Until = TaxFacts.Day(240) }, from: 100));

        foreach (var curve in now.Curves.Curves)
        {
            foreach (var other in new[] { longer, later })
            {
                var same = other.Curves.Curves.First(one => one.Origin == curve.Origin);
                foreach (var (point, more) in curve.Horizons.Zip(same.Horizons))
                {
                    more.AtRisk.ShouldBeGreaterThanOrEqualTo(point.AtRisk);
                }
            }
        }
    }

    private static TaxReport Report(LedgerFacts facts, double from = 80, Verdict floor = Verdict.Probable) =>
        TaxReport.Of(facts, new TaxQuestion { From = TaxFacts.Day(from), Floor = floor, Rates = new HourlyRates(50, 80, "EUR") });

    private static string Written<T>(T what) => JsonSerializer.Serialize(what, s_written);

    private static LedgerFacts Random(int seed)
    {
        var random = new Random(seed);
        var facts = new TaxFacts { Until = 200 };
        string[] services = ["shop", "search", "mail"];
        for (var i = 0; i < 400; i++)
        {
            facts.Change((OriginClass)random.Next(4), random.NextDouble() * 200, services[random.Next(3)], 1 + random.Next(300), change => change with
            {
                Gone = random.Next(12) == 0 ? change.Shipped.AddDays(random.Next(40)) : null,
                IsReverted = random.Next(15) == 0,
                Reworked = random.Next(4) == 0 ? -1 : random.Next(change.Lines),
                FileAge = random.Next(900),
                BuildHours = random.Next(8),
                Tool = change.Origin == OriginClass.Ai ? "tool" : "",
            });
        }

        for (var i = 0; i < 60; i++)
        {
            facts.Deployment(random.NextDouble() * 200, (DeploymentKind)random.Next(4), random.Next(6) == 0, services[random.Next(3)]);
        }

        for (var i = 0; i < 150; i++)
        {
            var blames = Enumerable.Range(0, random.Next(4)).Select(_ => 1L + random.Next(400)).Distinct().Select(change => new Blame(change, 0.3, (Verdict)random.Next(4))).ToList();
            facts.Incident(0, random.NextDouble() * 200, services[random.Next(3)], 1 + random.Next(100), incident => incident with
            {
                Blames = blames,
                FailedDeployment = random.Next(61),
                Restored = random.Next(10) == 0 ? null : incident.Restored,
                Remedies = [.. Enumerable.Range(0, random.Next(9)).Select(n => new Remedy(n, (RemedyKind)random.Next(5), incident.Detected.AddHours(n)))],
                Verified = random.Next(5) == 0 ? null : incident.Detected.AddDays(7),
            });
            facts.Hours(random.Next(20), random.Next(1, 9), (WorkKind)random.Next(6), random.Next(2) * (i + 1), random.Next(2) == 0, random.Next(3) == 0, $"team {random.Next(3)}");
        }

        return facts.Facts();
    }

    /// <summary>Sums in another order differ in their last bits.</summary>
    private sealed class NineDigits : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("G9", System.Globalization.CultureInfo.InvariantCulture));
    }
}
