using Plumbline.Ledger.Observations;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// Webhooks of Alertmanager (version 4) and of Grafana's alerting, which is a superset. One delivery holds many alerts; an alert is known by its
/// fingerprint and when it began, and one that fires again is another incident.
/// </summary>
internal static class AlertmanagerReader
{
    private static readonly string[] s_services = ["service", "app", "application", "job", "deployment"];
    private static readonly string[] s_environments = ["environment", "env", "namespace"];

    public static Reading Alertmanager(EventBody body) => Read(body, "alertmanager");

    public static Reading Grafana(EventBody body) => Read(body, "grafana");

    private static Reading Read(EventBody body, string source)
    {
        if (!body.Has("alerts"))
        {
            return Reading.Reject("alerts is missing");
        }

        var observations = new List<Observation>();
        foreach (var alert in body.Items("alerts"))
        {
            var began = alert.NeedTime("startsAt");
            var seen = new IncidentSeen($"{source}:{alert.Need("fingerprint")}@{began.ToUnixTimeMilliseconds()}", began, IncidentStep.Detected)
            {
                Title = alert.Text("annotations.summary") ?? alert.Text("labels.alertname") ?? body.Text("title"),
                Service = First(alert, s_services),
                Environment = First(alert, s_environments),
                Severity = alert.Text("labels.severity"),
                Cause = IncidentWords.Cause(alert.Text("labels.cause")),
                Url = EventAddress.Web(alert.Text("generatorURL")),
            };
            observations.Add(seen);
            if (alert.Text("status") == "resolved" && alert.Time("endsAt") is { } ended)
            {
                if (ended < began)
                {
                    alert.Trouble.Note("alerts: an alert ends before it begins");
                }

                observations.Add(seen with { At = ended, Step = IncidentStep.Resolved });
            }
        }

        return Reading.Of(observations);
    }

    private static string? First(EventBody alert, string[] labels) => labels.Select(label => alert.Text("labels." + label)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
}
