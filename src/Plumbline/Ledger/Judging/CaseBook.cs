using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>The incidents of a ledger, before anybody is blamed: which count, what repeats what, what ran at the time.</summary>
internal static class CaseBook
{
    public static IReadOnlyList<IncidentCase> Of(IReadOnlyList<Incident> incidents, ServiceNames services, ShippingLog shipping, LedgerPolicy policy)
    {
        long id = 0;
        List<IncidentCase> cases =
        [
            .. incidents.OrderBy(one => one.Detected).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => new IncidentCase(++id, one, services.Of(one.Service, ""))),
        ];
        var byKey = cases.ToDictionary(one => one.Record.Key, StringComparer.Ordinal);
        foreach (var one in cases)
        {
            SetClock(one);
            one.Running = shipping.RunningAt(one.Service, one.Record.Detected);
            Repeat(one, byKey);
        }

        foreach (var one in cases)
        {
            Exclude(one, services, policy);
        }

        return cases;
    }

    private static void SetClock(IncidentCase one)
    {
        one.Restored = one.Record.Mitigated is { } mitigated && !one.Record.IsOpen && mitigated <= one.Record.Resolved ? mitigated : one.Record.Mitigated ?? one.Record.Resolved;
        if (one.Restored < one.Record.Detected)
        {
            (one.Restored, one.ClockIsWrong) = (null, true);
            one.Note = "its end lies before its beginning: it counts as an incident, and no time is computed of it";
        }
    }

    /// <summary>Follows "duplicate of" to its end. In a circle, the one that was noticed first is the original.</summary>
    private static void Repeat(IncidentCase one, Dictionary<string, IncidentCase> byKey)
    {
        var seen = new List<IncidentCase> { one };
        var at = one;
        while (at.Record.DuplicateOf is { } key && byKey.TryGetValue(key, out var next))
        {
            var circle = seen.IndexOf(next);
            if (circle >= 0)
            {
                at = seen[circle..].MinBy(other => other.Id)!;
                break;
            }

            seen.Add(next);
            at = next;
        }

        if (at != one)
        {
            one.Original = at;
            at.Repeats.Add(one);
        }
    }

    private static void Exclude(IncidentCase one, ServiceNames services, LedgerPolicy policy)
    {
        var (exclusion, why) = Reason(one, services, policy);
        one.Exclusion = exclusion;
        one.Note = why ?? one.Note;
    }

    private static (Exclusion Exclusion, string? Why) Reason(IncidentCase one, ServiceNames services, LedgerPolicy policy)
    {
        var record = one.Record;
        if (one.Original is { } original)
        {
            return (Exclusion.Duplicate, $"it repeats {original.Record.Key}");
        }

        if (record.Environment.Length > 0 && !services.IsProduction(record.Environment))
        {
            return (Exclusion.NotProduction, $"its environment, {record.Environment}, is none that users see");
        }

        if (record.Cause is not (CauseClass.Unknown or CauseClass.SoftwareChange or CauseClass.ConfigChange))
        {
            return (Exclusion.OtherCause, $"its cause is {record.Cause}, which is no change's doing");
        }

        var isFlap = one.Restored - record.Detected < policy.Flap && record.Acknowledged is null && record.Links.Count == 0;
        return isFlap ? (Exclusion.Flap, $"it was over by itself within {policy.Flap.TotalMinutes:0} minutes, and nobody acted on it") : (Exclusion.None, null);
    }
}
