using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Tax;
using Plumbline.Origin;
using Plumbline.Tests.Support;

namespace Plumbline.Cli.Tests.Tax;

/// <summary>A ledger in which every part of the report has something to say.</summary>
internal static class SampleFacts
{
    /// <param name="name">Of the services, tools and teams, if these are to be hostile.</param>
    public static LedgerFacts Of(string? name = null)
    {
        var random = new Random(7);
        var facts = new TaxFacts { Until = 150 };
        string[] services = ["checkout" + name, "search" + name];
        OriginClass[] origins = [OriginClass.Ai, OriginClass.Ai, OriginClass.Human, OriginClass.Human, OriginClass.Mixed, OriginClass.Unknown];
        for (var i = 0; i < 300; i++)
        {
            facts.Change(origins[i % 6], random.Next(140), services[i % 2], 1 + random.Next(300), change => change with
            {
                Begun = change.Shipped.AddHours(-random.Next(1, 60)),
                IsReverted = i % 25 == 0,
                Reworked = random.Next(change.Lines),
                FileAge = random.Next(900),
                BuildHours = 1 + random.Next(8),
                Tool = change.Origin == OriginClass.Ai ? (i % 4 < 2 ? "Claude Code" : "Cursor") + name : "",
                Model = change.Origin == OriginClass.Ai ? "model" + name : "",
            });
        }

        for (var i = 0; i < 80; i++)
        {
            facts.Deployment(random.Next(150), (DeploymentKind)(i % 20 / 5), i % 9 == 0, services[i % 2]);
        }

        for (var i = 1; i <= 90; i++)
        {
            var change = facts.Changes[random.Next(300)];
            facts.Incident(change.Id, (change.Shipped - TaxFacts.Start).TotalDays + (random.NextDouble() * 9), change.Service, 1 + random.Next(90), incident => incident with
            {
                FailedDeployment = i,
                Restored = i % 12 == 0 ? null : incident.Restored,
                Exclusion = i % 15 == 0 ? Exclusion.OtherCause : Exclusion.None,
                Remedies = [.. Enumerable.Range(0, 1 + (i % 8)).Select(n => new Remedy(n, (RemedyKind)((i + n) % 5), incident.Detected.AddHours(n)))],
                Verified = incident.Detected.AddDays(7),
            });
            facts.Hours(i % 14, 3, (WorkKind)(i % 6), i, i % 2 == 0, i % 3 == 0, "team" + name);
        }

        return facts.Facts();
    }

    public static TaxReport Report(string? name = null) =>
        TaxReport.Of(Of(name), new TaxQuestion { From = TaxFacts.Start, Rates = new HourlyRates(80, 110, "EUR" + name) });
}
