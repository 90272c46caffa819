using Plumbline.Cli.Json;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Ledger;

/// <summary>Gathers what is known of incidents.</summary>
internal static class IncidentStory
{
    public static IncidentLine Line(JudgedReader reader, JudgedIncidentRow row)
    {
        var blames = reader.BlamesOf(row.Id);
        var changes = reader.Changes(blames.Select(blame => blame.Change)).ToDictionary(change => change.Id);
        return new IncidentLine(
            row.Key,
            row.Title,
            reader.Name(row.Service),
            row.Severity,
            WireTime.Text(row.Detected),
            Time(row.Restored),
            LedgerWords.Of((CauseClass)row.Cause),
            LedgerWords.Of((Exclusion)row.Exclusion),
            row.Note,
            reader.Deployment(row.Failed)?.Key,
            reader.Deployment(row.Suspect)?.Key,
            [.. blames.Select(blame => Blame(changes[blame.Change], blame))],
            reader.RemediesOf(row.Id).Count,
            Time(row.Verified));
    }

    public static IncidentStoryLine Of(JudgedReader reader, JudgedIncidentRow row)
    {
        var evidence = reader.EvidenceOf(row.Id);
        var changes = reader.Changes(evidence.Select(one => one.Change).OfType<long>()).ToDictionary(change => change.Id);
        return new IncidentStoryLine(
            Line(reader, row),
            [.. Timeline(reader, row).OrderBy(moment => moment.At, StringComparer.Ordinal)],
            [
                .. evidence.Select(one => new EvidenceLine(
                    LedgerWords.Of((EvidenceStep)one.Step),
                    LedgerWords.Of((Verdict)one.Verdict),
                    Math.Round(one.Weight, 3),
                    one.Change is { } change ? changes[change].Key : null,
                    reader.Deployment(one.Deployment)?.Key,
                    one.Commit,
                    one.Place,
                    one.Words)),
            ],
            [.. reader.VerdictsOn(row.Key).Select(verdict => new DecisionLine(WireTime.Text(LedgerTime.Of(verdict.At)), verdict.Who, LedgerWords.Of(verdict.Decision), LedgerWords.None(verdict.Subject), LedgerWords.None(verdict.Words)))]);
    }

    private static BlameLine Blame(JudgedChangeRow change, BlameRow blame) =>
        new(change.Key, change.Commit, change.Title, LedgerWords.Origin(change.Origin), LedgerWords.None(change.Tool), Math.Round(blame.Weight, 3), LedgerWords.Of((Verdict)blame.Verdict));

    private static IEnumerable<MomentLine> Timeline(JudgedReader reader, JudgedIncidentRow row)
    {
        if (reader.Deployment(row.Running) is { At: { } began } running)
        {
            yield return new MomentLine(WireTime.Text(began), "running", running.Key, $"it brought {Changes(running.Changes)}, and ran when the incident was noticed");
        }

        yield return new MomentLine(WireTime.Text(row.Detected), "detected", null, null);
        if (row.Acknowledged is { } acknowledged)
        {
            yield return new MomentLine(WireTime.Text(acknowledged), "acknowledged", null, null);
        }

        foreach (var remedy in reader.AllOf(row.Id))
        {
            yield return new MomentLine(WireTime.Text(remedy.At), LedgerWords.Of((RemedyKind)remedy.Kind), reader.Deployment(remedy.Deployment)?.Key, remedy.Words);
        }

        if (row.Restored is { } restored)
        {
            yield return new MomentLine(WireTime.Text(restored), "restored", null, null);
        }

        if (row.Verified is { } verified)
        {
            yield return new MomentLine(WireTime.Text(verified), "verified", null, "it stayed quiet until then");
        }
    }

    private static string Changes(int count) => count == 1 ? "one change" : $"{count} changes";

    private static string? Time(long? microseconds) => microseconds is { } at ? WireTime.Text(at) : null;
}
