using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Observations;

/// <summary>Puts the observations of one thing together. The result does not depend on the order or the number of their deliveries.</summary>
internal static class Folding
{
    /// <summary>Null where no observation says where it went.</summary>
    public static Deployment? Deployment(IEnumerable<DeploymentSeen> observations)
    {
        var told = Ordered(observations);
        if (told.Count == 0 || Last(told, seen => seen.Environment) is not { } environment)
        {
            return null;
        }

        var ends = told.Where(seen => seen.Result is DeploymentResult.Succeeded or DeploymentResult.Failed or DeploymentResult.Canceled).ToList();
        var end = ends.Count > 0 ? ends[^1] : null;
        return new Deployment
        {
            Key = told[0].Key,
            Place = new DeploymentPlace(Last(told, seen => seen.Service) ?? "", environment.ToLowerInvariant(), Last(told, seen => seen.Region) ?? ""),
            Repository = Last(told, seen => seen.Repository) ?? "",
            Commit = Last(told, seen => seen.Commit)?.ToLowerInvariant(),
            Version = Last(told, seen => seen.Version),

            // "Inactive" comes to each that was replaced: what it was before is what counts.
            Result = end?.Result ?? told.Select(seen => seen.Result).LastOrDefault(result => result is not null) ?? DeploymentResult.Running,
            OriginalResult = end?.OriginalResult ?? Last(told, seen => seen.OriginalResult),
            Said = told.Select(seen => seen.Said).LastOrDefault(said => said is not null),
            Started = told.Min(seen => seen.Started),
            Finished = end is null ? null : end.Finished ?? end.At,
            IsProxy = told.TrueForAll(seen => seen.IsProxy),
            Url = Last(told, seen => seen.Url),
        };
    }

    /// <summary>Null where there are no observations.</summary>
    public static Incident? Incident(IEnumerable<IncidentSeen> observations)
    {
        var told = Ordered(observations);
        if (told.Count == 0)
        {
            return null;
        }

        var detected = told.Select(seen => seen.Detected).Append(told.FirstOrDefault(seen => seen.Step == IncidentStep.Detected)?.At).Min() ?? told[0].At;
        DateTimeOffset? resolved = null;
        var reopened = 0;
        foreach (var seen in told)
        {
            if (seen.Step == IncidentStep.Resolved)
            {
                resolved ??= seen.At;
            }
            else if (seen.Step is IncidentStep.Reopened or IncidentStep.Detected && resolved is not null)
            {
                (resolved, reopened) = (null, reopened + 1);
            }
        }

        return new Incident
        {
            Key = told[0].Key,
            Title = Last(told, seen => seen.Title) ?? "",
            Service = Last(told, seen => seen.Service) ?? "",
            Environment = (Last(told, seen => seen.Environment) ?? "").ToLowerInvariant(),
            Severity = Last(told, seen => seen.Severity),
            Cause = told.Select(seen => seen.Cause).LastOrDefault(cause => cause is not null) ?? CauseClass.Unknown,
            Detected = detected,
            Acknowledged = told.FirstOrDefault(seen => seen.Step == IncidentStep.Acknowledged)?.At,
            Mitigated = told.LastOrDefault(seen => seen.Step == IncidentStep.Mitigated)?.At,
            Resolved = resolved,
            Reopened = reopened,
            DuplicateOf = Last(told, seen => seen.DuplicateOf),
            Links = [.. told.SelectMany(seen => seen.Links).Distinct()],
            Traces = [.. told.Select(seen => seen.Trace).OfType<string>().Distinct()],
            FirstSeenIn = told.Select(seen => seen.FirstSeenIn).FirstOrDefault(version => version is not null),
            Url = Last(told, seen => seen.Url),
        };
    }

    /// <summary>Null where there are no observations.</summary>
    public static Change? Change(IEnumerable<ChangeSeen> observations)
    {
        var told = Ordered(observations);
        return told.Count == 0 ? null : new Change
        {
            Key = told[0].Key,
            Repository = told[0].Repository,
            Number = told[0].Number,
            MergeCommit = Last(told, seen => seen.MergeCommit),
            HeadCommit = Last(told, seen => seen.HeadCommit),
            Title = Last(told, seen => seen.Title) ?? "",
            Body = Last(told, seen => seen.Body) ?? "",
            Author = Last(told, seen => seen.Author) ?? "",
            Labels = told.Select(seen => seen.Labels).LastOrDefault(labels => labels is not null) ?? [],
            Opened = told.Min(seen => seen.Opened),
            Merged = told.Select(seen => seen.Merged).LastOrDefault(merged => merged is not null),
        };
    }

    /// <summary>Null where it was deleted, or there are no observations.</summary>
    public static Effort? Effort(IEnumerable<EffortSeen> observations)
    {
        var told = Ordered(observations);
        return told.Count == 0 || told[^1].IsGone
            ? null
            : new Effort(told[^1].Key, told[^1].Person, told[^1].At, told[^1].Hours, told[^1].Category, told[^1].Subject);
    }

    /// <summary>By time; what is of the same time has an order, too, so that none of arrival matters. What came twice is there once.</summary>
    private static List<T> Ordered<T>(IEnumerable<T> observations)
        where T : Observation
    {
        // PERF: most things are told of once.
        var told = observations.ToList();
        return told.Count < 2 ? told : [.. told.DistinctBy(seen => seen.Delivery).OrderBy(seen => seen.At).ThenBy(seen => seen.Rank).ThenBy(seen => seen.Delivery, StringComparer.Ordinal)];
    }

    private static string? Last<T>(List<T> told, Func<T, string?> part) => told.FindLast(seen => !string.IsNullOrEmpty(part(seen))) is { } last ? part(last) : null;
}
