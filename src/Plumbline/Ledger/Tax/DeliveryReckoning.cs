using System.Runtime.InteropServices;
using Plumbline.Ledger.Facts;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>Counts deployments, not incidents: one deployment fails once, however many incidents it led to, so no rate can pass 100 %.</summary>
internal static class DeliveryReckoning
{
    /// <summary>
    /// An incident that shows later is one of the change, and no failure of the deployment that once brought it: DORA speaks of deployments that need
    /// intervention at once.
    /// </summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    private static readonly string[] s_bands = ["no AI line", "up to half by AI", "more than half by AI"];

    public static Delivery Of(LedgerFacts facts, Population population)
    {
        var (from, until, question) = (population.From, population.Until, population.Question);
        var times = facts.Deployments.ToDictionary(deployment => deployment.Id, deployment => deployment.At.UtcTicks);
        var failed = population.Incidents.Where(incident => IsFailure(incident.Incident, times)).Select(incident => incident.Incident.FailedDeployment).ToHashSet();
        var services = new Dictionary<string, DeliverySums>(StringComparer.Ordinal);
        var bands = new (int Failed, int Ok)[s_bands.Length];
        foreach (var deployment in facts.Deployments)
        {
            var at = deployment.At.UtcTicks;
            var isFailed = failed.Contains(deployment.Id);
            if ((question.Service is { } asked && deployment.Place.Service != asked) || at < from || at > until)
            {
                continue;
            }

            var young = until - at < question.Evaluation.Ticks;
            Sums(services, deployment.Place.Service).Add(deployment, isFailed, young);
            if (DeliverySums.IsJudged(deployment) && deployment.AiShare >= 0 && (isFailed || !young))
            {
                ref var band = ref bands[deployment.AiShare <= 0 ? 0 : deployment.AiShare <= 0.5 ? 1 : 2];
                band = (band.Failed + (isFailed ? 1 : 0), band.Ok + (isFailed ? 0 : 1));
            }
        }

        AddLeads(population, services);
        AddRecoveries(population, services, times);
        var all = new DeliverySums();
        foreach (var sums in services.Values)
        {
            all.Add(sums);
        }

        var weeks = (double)(until - from) / TimeSpan.TicksPerDay / 7;
        var rows = services.Select(service => service.Value.Of(service.Key, weeks)).Where(service => service.Deployments > 0);
        return new Delivery(
            all.Of("", weeks),
            [.. rows.OrderByDescending(service => service.Deployments).ThenBy(service => service.Service, StringComparer.Ordinal)],
            [.. s_bands.Zip(bands, (name, band) => (name, Figure.Share(band.Failed, band.Failed + band.Ok)))]);
    }

    private static bool IsFailure(JudgedIncident incident, Dictionary<long, long> times) =>
        times.TryGetValue(incident.FailedDeployment, out var at) && at <= incident.Detected.UtcTicks && incident.Detected.UtcTicks - at <= Soon.Ticks;

    private static void AddLeads(Population population, Dictionary<string, DeliverySums> services)
    {
        var sums = population.Services.Select(service => Sums(services, service)).ToList();
        foreach (ref readonly var change in population.Changes)
        {
            if (change.InWindow && change.First.Begun is { } begun && begun.UtcTicks <= change.Shipped)
            {
                sums[change.Service].AddLead((double)(change.Shipped - begun.UtcTicks) / TimeSpan.TicksPerHour);
            }
        }
    }

    /// <summary>Only incidents that a change is probably to blame for: a clock that starts at a deployment has no meaning for others.</summary>
    private static void AddRecoveries(Population population, Dictionary<string, DeliverySums> services, Dictionary<long, long> times)
    {
        foreach (var tracked in population.Incidents)
        {
            var incident = tracked.Incident;
            if (tracked.InWindow && !incident.ClockIsWrong && tracked.Lead >= 0 && tracked.Verdict >= Verdict.Probable && IsFailure(incident, times))
            {
                var at = times[incident.FailedDeployment];
                var ended = incident.Restored is { } restored && restored.UtcTicks <= population.Until;
                var end = ended ? incident.Restored!.Value.UtcTicks : population.Until;
                Sums(services, incident.Service).AddRecovery(new Spell(Math.Max(Spread.Shortest, (double)(end - at) / TimeSpan.TicksPerHour), ended));
            }
        }
    }

    private static DeliverySums Sums(Dictionary<string, DeliverySums> services, string service) =>
        CollectionsMarshal.GetValueRefOrAddDefault(services, service, out _) ??= new DeliverySums();
}
