using System.Text.Json;
using Plumbline.Ledger.Observations;

namespace Plumbline.Ledger.Sources;

/// <summary>The sources of events by name, and how an event of each is read.</summary>
internal static class SourceTable
{
    private static readonly Dictionary<string, Func<EventBody, Reading>> s_readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["github"] = GitHubReader.Read,
        ["gitlab"] = GitLabReader.Read,
        ["pagerduty"] = PagerDutyReader.Read,
        ["opsgenie"] = OpsgenieReader.Read,
        ["alertmanager"] = AlertmanagerReader.Alertmanager,
        ["grafana"] = AlertmanagerReader.Grafana,
        ["sentry"] = SentryReader.Read,
        ["jira"] = JiraReader.Read,
        ["argocd"] = ArgoReader.Read,
        ["cdevents"] = CdEventsReader.Read,
        ["devlake"] = DevLakeReader.Read,
        ["git"] = TagReader.Read,
        ["plain"] = PlainReader.Read,
    };

    public static IReadOnlyCollection<string> Names => s_readers.Keys;

    public static bool Has(string source) => s_readers.ContainsKey(source);

    /// <summary>Reads one event. Whatever it holds, the answer is a reading: nothing that came from outside throws.</summary>
    /// <param name="source">One of <see cref="Names"/>.</param>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="delivery">Of the raw event; marks the observations.</param>
    /// <param name="received">When it came; nothing it tells can be more than a day later.</param>
    /// <param name="limits">Bounds of what is taken.</param>
    public static Reading Read(string source, ReadOnlyMemory<byte> body, string delivery, DateTimeOffset received, EventLimits limits)
    {
        if (body.Length > limits.Bytes)
        {
            return Reading.Reject($"it has {body.Length} bytes, more than {limits.Bytes}");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = limits.Depth });
        }
        catch (JsonException e)
        {
            return Reading.Reject($"it is no JSON: {EventBody.Clean(e.Message, 200, false)}");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Reading.Reject("it is no JSON object");
            }

            return Read(s_readers[source], new EventBody(document.RootElement, new EventTrouble(received + EventLimits.Ahead), limits), delivery);
        }
    }

    private static Reading Read(Func<EventBody, Reading> reader, EventBody body, string delivery)
    {
        Reading reading;
        try
        {
            reading = reader(body);
        }
        catch (InvalidOperationException)
        {
            // A text with a lone surrogate: JSON allows the escape, and no text can hold it.
            return Reading.Reject("it holds a text that is no Unicode");
        }

        return reading.Rejected is not null ? reading
            : body.Trouble.Reason is { } reason ? Reading.Reject(reason)
            : reading with { Observations = [.. reading.Observations.Select((seen, at) => Marked(seen, $"{delivery}/{at}"))] };
    }

    private static Observation Marked(Observation seen, string delivery) => seen with { Delivery = delivery };
}
