using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;

namespace Plumbline.Bench.Tax;

/// <summary>
/// A made-up ledger of any size, the same for the same seed. Half a year of changes ships with deployments of services of very different size;
/// the share by AI grows from a sixth to a half. Incidents fall on changes by a hazard that falls with time (Weibull, shape 0.6) and is higher
/// for AI-written (1.6), mixed (1.3) and unknown (1.15) changes than for human ones, grows with the root of the size, and differs by service.
/// A third of the incidents have two or three candidates, a tenth has none, a tenth is excluded, a few are open.
/// </summary>
internal sealed class GeneratedFacts
{
    private const double Days = 360;
    private static readonly DateTimeOffset s_until = new(2026, 5, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_tools = ["Claude Code", "GitHub Copilot", "Cursor"];
    private static readonly string[] s_models = ["claude-opus-4-6", "gpt-5.2", "composer-1"];

    private static readonly Comparer<ProductionDeployment> s_byTime = Comparer<ProductionDeployment>.Create((one, other) => one.At.CompareTo(other.At));

    private readonly Random _random;
    private readonly Dictionary<string, List<ProductionDeployment>> _chains;
    private readonly string[] _services;
    private readonly List<ProductionDeployment>[] _deployments;

    private GeneratedFacts(int changes, int deployments, int seed)
    {
        _random = new Random(seed);
        _services = [.. Enumerable.Range(0, Math.Clamp(changes / 400, 4, 250)).Select(i => i switch { 0 => "checkout", 1 => "payments", 2 => "catalogue", 3 => "search", _ => FormattableString.Invariant($"service-{i}") })];
        _deployments = [.. _services.Select(_ => new List<ProductionDeployment>())];
        for (var i = 0; i < deployments; i++)
        {
            var service = i < _services.Length ? i : Service();
            _deployments[service].Add(new ProductionDeployment
            {
                Id = i + 1,
                Place = new DeploymentPlace(_services[service], "production"),
                At = s_until.AddDays(-Days * _random.NextDouble()),
                Kind = _random.NextDouble() switch { < 0.03 => DeploymentKind.Rollback, < 0.06 => DeploymentKind.Redeploy, < 0.1 => DeploymentKind.Config, _ => DeploymentKind.Deploy },
                IsRemedy = _random.NextDouble() < 0.08,
                Changes = 5,
                AiShare = _random.NextSingle(),
            });
        }

        foreach (var chain in _deployments)
        {
            chain.Sort(s_byTime);
        }

        _chains = _services.Zip(_deployments).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    public static LedgerFacts Of(int changes, int deployments, int incidents, int seed = 1)
    {
        var made = new GeneratedFacts(changes, deployments, seed);
        var shipped = new ShippedChange[changes];
        for (var i = 0; i < changes; i++)
        {
            shipped[i] = made.Change(i + 1);
        }

        var judged = made.Incidents(shipped, incidents);
        return new LedgerFacts
        {
            Changes = shipped,
            Deployments = [.. made._deployments.SelectMany(chain => chain)],
            Incidents = judged,
            Hours = made.Hours(judged),
            Until = s_until,
            Deployed = new Known((int)(deployments * 0.98), deployments),
        };
    }

    private int Service() => (int)(_services.Length * Math.Pow(_random.NextDouble(), 2.2));

    private ShippedChange Change(long id)
    {
        var service = Service();
        var chain = _deployments[service];
        var place = chain[_random.Next(chain.Count)];
        var ago = (s_until - place.At).TotalDays;
        var ai = 0.5 - (0.34 * ago / Days);
        var drawn = _random.NextDouble();
        var origin = drawn < ai ? OriginClass.Ai : drawn < ai + 0.09 ? OriginClass.Mixed : drawn < ai + 0.29 ? OriginClass.Unknown : OriginClass.Human;
        var lines = (int)Math.Ceiling(Math.Exp(Gauss() * 1.3) * (origin == OriginClass.Ai ? 42 : 28));
        var tool = origin is OriginClass.Ai or OriginClass.Mixed ? _random.Next(s_tools.Length) : -1;
        var reverted = _random.NextDouble() < (origin == OriginClass.Ai ? 0.02 : 0.012);
        return new ShippedChange
        {
            Id = id,
            Service = _services[service],
            Team = service % 2 == 0 ? "storefront" : "platform",
            Shipped = place.At,
            Begun = place.At.AddHours(-30 * Math.Exp(Gauss())),
            Gone = reverted ? place.At.AddDays(3 * _random.NextDouble()) is var gone && gone < s_until ? gone : null : null,
            IsReverted = reverted,
            Origin = origin,
            Tool = tool < 0 ? "" : s_tools[tool],
            Model = tool < 0 ? "" : s_models[tool],
            Lines = lines,
            AiLines = origin switch { OriginClass.Ai => lines, OriginClass.Mixed => lines / 2, _ => 0 },
            Reworked = ago < 14 ? -1 : (int)(lines * Math.Pow(_random.NextDouble(), origin == OriginClass.Ai ? 6 : 8)),
            FileAge = (float)(120 * Math.Exp(Gauss())),
            BuildHours = (float)(0.5 + (3 * Math.Exp(Gauss() * 0.7))),
        };
    }

    private List<JudgedIncident> Incidents(ShippedChange[] changes, int count)
    {
        var sums = new double[changes.Length];
        var sum = 0.0;
        for (var i = 0; i < changes.Length; i++)
        {
            sum += (changes[i].Origin switch { OriginClass.Ai => 1.6, OriginClass.Mixed => 1.3, OriginClass.Unknown => 1.15, _ => 1 }) * Math.Sqrt(changes[i].Lines) * (1 + (changes[i].Service.Length % 4));
            sums[i] = sum;
        }

        int Draw()
        {
            var at = Array.BinarySearch(sums, _random.NextDouble() * sum);
            return Math.Min(at < 0 ? ~at : at, sums.Length - 1);
        }

        var incidents = new List<JudgedIncident>(count);
        while (incidents.Count < count)
        {
            var change = changes[Draw()];
            var detected = change.Shipped.AddDays(45 * Math.Pow(-Math.Log(1 - _random.NextDouble()), 1 / 0.6));
            if (detected < s_until)
            {
                incidents.Add(Incident(incidents.Count + 1, change, detected, changes, Draw));
            }
        }

        return incidents;
    }

    private JudgedIncident Incident(long id, ShippedChange change, DateTimeOffset detected, ShippedChange[] changes, Func<int> draw)
    {
        var others = _random.NextDouble() < 0.33 ? Enumerable.Range(0, 1 + _random.Next(2)).Select(_ => changes[draw()].Id).Where(other => other != change.Id).Distinct().ToList() : [];
        var verdict = _random.NextDouble() switch { < 0.3 => Verdict.Confirmed, < 0.8 => Verdict.Probable, _ => Verdict.Possible };
        var restored = detected.AddHours(2 * Math.Exp(Gauss() * 1.4) * (change.Origin == OriginClass.Ai ? 1.3 : 1));
        var cycles = 1 + (int)Math.Floor(-Math.Log(1 - _random.NextDouble()) * 1.3);
        Blame[] blames = [new(change.Id, others.Count == 0 ? 0.9 : 0.5, verdict), .. others.Select(other => new Blame(other, 0.4 / others.Count, Verdict.Probable))];
        return new JudgedIncident
        {
            Id = id,
            Service = change.Service,
            Detected = detected,
            Restored = restored < s_until ? restored : null,
            Exclusion = _random.NextDouble() switch { < 0.03 => Exclusion.Duplicate, < 0.05 => Exclusion.Flap, < 0.1 => Exclusion.OtherCause, _ => Exclusion.None },
            Cause = CauseClass.SoftwareChange,
            Blames = _random.NextDouble() < 0.1 ? [] : blames,
            FailedDeployment = verdict >= Verdict.Probable ? DeploymentOf(change) : 0,
            Remedies = [.. Enumerable.Range(0, cycles).Select(i => new Remedy(i + 1, i == 0 && _random.NextDouble() < 0.2 ? RemedyKind.Rollback : (RemedyKind)(1 + _random.Next(4)), detected.AddHours(i + 1)))],
            Verified = restored.AddDays(7) < s_until ? restored.AddDays(7) : null,
        };
    }

    private long DeploymentOf(ShippedChange change)
    {
        var chain = _chains[change.Service];
        var at = chain.BinarySearch(new ProductionDeployment { Id = 0, Place = default, At = change.Shipped, Kind = default }, s_byTime);
        return chain[Math.Max(0, at)].Id;
    }

    private List<WorkHours> Hours(List<JudgedIncident> incidents)
    {
        var hours = new List<WorkHours>();
        var persons = Math.Clamp(incidents.Count / 15, 14, 2000);
        for (var person = 0; person < persons; person++)
        {
            var (team, senior) = (person % 2 == 0 ? "storefront" : "platform", person % 3 == 0);
            for (var month = 0; month < 6; month++)
            {
                var first = new DateOnly(2025, 12, 1).AddMonths(month);
                foreach (var (kind, share) in new[] { (WorkKind.Feature, 70.0), (WorkKind.Review, 22), (WorkKind.Support, 14), (WorkKind.Verify, 6), (WorkKind.Other, 20) })
                {
                    hours.Add(new WorkHours(person, team, senior, first, kind, share * (0.5 + _random.NextDouble()) * (senior && kind == WorkKind.Review ? 1.6 : 1), 0, IsModelled: kind is not WorkKind.Support));
                }
            }
        }

        foreach (var incident in incidents)
        {
            var person = _random.Next(persons);
            var first = new DateOnly(incident.Detected.Year, incident.Detected.Month, 1);
            var (team, senior, long_) = (person % 2 == 0 ? "storefront" : "platform", person % 3 == 0, Math.Exp(Gauss() * 0.8));
            hours.Add(new WorkHours(person, team, senior, first, WorkKind.Incident, 2.5 * long_, incident.Id, IsModelled: _random.NextDouble() < 0.5));
            hours.Add(new WorkHours(person, team, senior, first, WorkKind.Verify, 1.1 * long_, incident.Id, IsModelled: true));
        }

        return hours;
    }

    /// <summary>Standard normal. Box and Muller, Ann. Math. Stat. 29 (1958) 610.</summary>
    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
