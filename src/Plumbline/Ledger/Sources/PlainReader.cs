using System.Globalization;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// Plumbline's own form: one object for a whole record, of <c>kind</c> deployment, incident, change or effort; docs/ledger.md has the fields. A row
/// of CSV is the same, its columns being the fields.
/// </summary>
internal static class PlainReader
{
    public static Reading Read(EventBody body) => body.Text("kind") switch
    {
        "deployment" => Deployment(body),
        "incident" => Incident(body),
        "change" => Change(body),
        "effort" => Effort(body),
        null => Reading.Reject("kind is missing; there are deployment, incident, change, effort"),
        var other => Reading.Reject($"kind '{other}' is not known; there are deployment, incident, change, effort"),
    };

    private static Reading Deployment(EventBody body)
    {
        var (started, finished) = (body.Time("started"), body.Time("finished"));
        if (finished < started)
        {
            body.Trouble.Note("it is finished before it started");
        }

        var word = body.Text("result") ?? "succeeded";
        var result = Word<DeploymentResult>(body, "result", word);
        return Reading.Of(new DeploymentSeen($"plain:deployment/{body.Need("id")}", finished ?? started ?? body.NeedTime("finished"))
        {
            Service = body.Text("service"),
            Environment = body.Text("environment") ?? "production",
            Region = body.Text("region"),
            Repository = body.Text("repository"),
            Commit = body.Text("commit"),
            Version = body.Text("version"),
            Result = result,
            OriginalResult = word,
            Said = body.Text("type") is { Length: > 0 } type ? Word<DeploymentKind>(body, "type", type) : null,
            Started = started,
            Finished = result == DeploymentResult.Running ? null : finished,
            Url = EventAddress.Web(body.Text("url")),
        });
    }

    private static Reading Incident(EventBody body)
    {
        var detected = body.NeedTime("detected");
        var seen = new IncidentSeen($"plain:incident/{body.Need("id")}", detected, IncidentStep.Detected)
        {
            Title = body.Text("title"),
            Service = body.Text("service"),
            Environment = body.Text("environment"),
            Severity = body.Text("severity"),
            Cause = body.Text("cause") is { Length: > 0 } cause ? IncidentWords.Cause(cause) ?? Noted(body, cause) : null,
            DuplicateOf = body.Text("duplicate_of") is { Length: > 0 } key ? key.Contains(':', StringComparison.Ordinal) ? key : $"plain:incident/{key}" : null,
            Links = [.. Links(body, "caused_by", LinkKind.CausedBy), .. Links(body, "fixed_by", LinkKind.FixedBy)],
            Trace = body.Text("trace", isLong: true),
            FirstSeenIn = body.Text("version"),
            Url = EventAddress.Web(body.Text("url")),
        };
        var observations = new List<Observation> { seen };
        Add("acknowledged", IncidentStep.Acknowledged);
        Add("mitigated", IncidentStep.Mitigated);
        Add("resolved", IncidentStep.Resolved);
        return Reading.Of(observations);

        void Add(string field, IncidentStep step)
        {
            if (body.Time(field) is { } at)
            {
                if (at < detected)
                {
                    body.Trouble.Note($"it is {field} before it was detected");
                }

                observations.Add(seen with { At = at, Step = step });
            }
        }
    }

    private static Reading Change(EventBody body)
    {
        var (repository, commit) = (body.Need("repository"), body.Text("commit"));
        var number = body.Number("number") ?? (long.TryParse(body.Text("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : 0);
        var merged = body.Time("merged");
        if (number == 0 && string.IsNullOrEmpty(commit))
        {
            body.Trouble.Note("number and commit are missing");
        }

        return Reading.Of(new ChangeSeen(number > 0 ? $"{repository}#{number}" : $"{repository}@{commit}", merged ?? body.NeedTime("opened"))
        {
            Repository = repository,
            Number = number,
            MergeCommit = commit,
            Title = body.Text("title"),
            Body = body.Text("body", isLong: true),
            Author = body.Text("author"),
            Labels = Words(body, "labels"),
            Opened = body.Time("opened"),
            Merged = merged,
        });
    }

    private static Reading Effort(EventBody body)
    {
        var hours = body.At("hours") is { ValueKind: System.Text.Json.JsonValueKind.Number } number
            ? number.GetDouble()
            : double.TryParse(body.Text("hours"), NumberStyles.Float, CultureInfo.InvariantCulture, out var typed) ? typed : double.NaN;
        if (!(hours is >= 0 and <= EventLimits.MostHours))
        {
            body.Trouble.Note("hours is not between none and a day");
        }

        return Reading.Of(new EffortSeen($"plain:effort/{body.Need("id")}", body.NeedTime("started"))
        {
            Person = body.Need("person"),
            Hours = hours,
            Category = body.Text("category") ?? "",
            Subject = body.Text("subject") ?? "",
        });
    }

    private static IEnumerable<IncidentLink> Links(EventBody body, string field, LinkKind kind) =>
        Words(body, field).Select(target => new IncidentLink(kind, target.ToLowerInvariant(), $"{field}: {target}"));

    /// <summary>A list, or the words of a text.</summary>
    private static IReadOnlyList<string> Words(EventBody body, string field) =>
        body.At(field).ValueKind == System.Text.Json.JsonValueKind.Array ? body.Texts(field) : body.Text(field)?.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static T Word<T>(EventBody body, string field, string word)
        where T : struct, Enum
    {
        if (Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0]))
        {
            return value;
        }

        body.Trouble.Note($"{field} '{word}' is not known; there are {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        return default;
    }

    private static CauseClass? Noted(EventBody body, string cause)
    {
        if (!cause.Equals("unknown", StringComparison.OrdinalIgnoreCase))
        {
            body.Trouble.Note($"cause '{cause}' is not known");
        }

        return CauseClass.Unknown;
    }
}
