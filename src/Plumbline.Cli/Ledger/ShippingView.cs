using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Ledger.Records;
using Plumbline.Store.Ledger;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Ledger;

/// <summary>Deployments and changes, gathered and for people. SAFETY: texts come from outside; each goes through <see cref="SafeText"/>.</summary>
internal static class ShippingView
{
    public static DeploymentLine Line(JudgedReader reader, JudgedDeploymentRow row) => new(
        row.Key,
        reader.Name(row.Service),
        reader.Name(row.Environment),
        LedgerWords.None(reader.Name(row.Region)),
        Time(row.At),
        LedgerWords.Of((DeploymentKind)row.Kind),
        LedgerWords.Of((DeploymentResult)row.Result),
        row.Commit,
        row.Version,
        reader.Deployment(row.Previous)?.Key,
        row.Changes,
        row.AiShare < 0 ? null : Math.Round(row.AiShare, 3),
        row.IsProxy,
        row.NotCounted,
        row.NoCode,
        [.. reader.FailuresOf(row.Id).Where(incident => incident.Failed == row.Id).Select(incident => incident.Key)],
        [.. reader.RemediesBy(row.Id).Select(remedy => reader.Incident(remedy.Incident)!.Key)]);

    public static ChangeLine Line(JudgedReader reader, JudgedChangeRow row) => new(
        row.Key,
        row.Number > 0 ? row.Number : null,
        row.Commit,
        row.Title,
        Time(row.At),
        LedgerWords.Origin(row.Origin),
        LedgerWords.None(row.Tool),
        LedgerWords.None(row.Model),
        new ChangeLinesLine(row.Ai, row.Human, row.Mixed, row.Unknown),
        row.Reworked,
        [.. reader.ShipmentsOf(row.Id).Select(shipped => new ShipmentLine(reader.Name(shipped.Service), WireTime.Text(shipped.Shipped), reader.Deployment(shipped.Deployment)?.Key, Time(shipped.Gone)))],
        [.. reader.BlamesOn(row.Id).Select(blame => Caused(reader, blame))],
        [.. reader.FixesBy(row.Id).Select(fix => reader.Incident(fix.Incident)!.Key)],
        row.RevertedBy is { } revert ? reader.Change(revert)?.Key : null,
        row.NotCounted);

    public static IEnumerable<string> Table(IReadOnlyList<DeploymentLine> deployments) => Rendering.Table.Lines(
        ["WHEN", "WHAT", "DEPLOYMENT", "PLACE", "COMMIT", "CHANGES", "AI", "HOW IT WENT"],
        [
            .. deployments.Select(one => new[]
            {
                one.At is { } at ? at[..19].Replace('T', ' ') : "?",
                one.What + (one.Proxy ? " (proxy)" : ""),
                SafeText.OneLine(one.Id),
                SafeText.OneLine(string.Join('/', new[] { one.Service, one.Environment, one.Region }.Where(part => part is { Length: > 0 }))),
                SafeText.OneLine(LedgerWords.Short(one.Commit)),
                StateText.Number(one.Changes),
                one.AiShare is { } share ? LedgerWords.Percent(share) : "",
                SafeText.OneLine(Went(one)),
            }),
        ]);

    public static IEnumerable<string> Lines(ChangeLine one, Palette palette)
    {
        yield return palette.Strong(SafeText.OneLine(one.Title.Length > 0 ? one.Title : one.Id));
        yield return palette.Faint(SafeText.OneLine(string.Join(" · ", new[] { one.Id, one.Commit is null || one.Id.EndsWith(one.Commit, StringComparison.Ordinal) ? null : one.Commit, one.At is { } at ? at[..19].Replace('T', ' ') : null }.OfType<string>())));
        var tool = string.Join(", ", new[] { one.Tool, one.Model }.OfType<string>());
        yield return "";
        yield return $"origin    {palette.Value(one.Origin)}{(tool.Length > 0 ? " " + SafeText.OneLine(tool) : "")}  ({one.Lines.Ai} lines by AI, {one.Lines.Human} by persons, {one.Lines.Mixed} mixed, {one.Lines.Unknown} unknown)";
        foreach (var shipped in one.Shipped)
        {
            yield return $"shipped   {shipped.At[..19].Replace('T', ' ')}  {SafeText.OneLine(shipped.Service)}{(shipped.Deployment is { } by ? $" by {SafeText.OneLine(by)}" : "")}{(shipped.Gone is { } gone ? $", gone on {gone[..10]}" : "")}";
        }

        if (one.NotCounted is { } reason)
        {
            yield return $"shipped   not counted: {SafeText.OneLine(reason)}";
        }

        yield return $"since     {(one.Reworked == 1 ? "1 line was" : $"{one.Reworked} lines were")} changed or deleted again within 14 days{(one.RevertedBy is { } by2 ? $"; {SafeText.OneLine(by2)} reverted it" : "")}";
        foreach (var caused in one.Caused)
        {
            yield return $"incident  {caused.Verdict} {LedgerWords.Percent(caused.Weight)}  {SafeText.OneLine(caused.Incident)}  {SafeText.OneLine(caused.Title)}";
        }

        foreach (var repaired in one.Fixes)
        {
            yield return $"repairs   {SafeText.OneLine(repaired)}";
        }

        if (one.Caused.Length == 0)
        {
            yield return "incident  none is attributed to it";
        }
    }

    private static CausedLine Caused(JudgedReader reader, BlameRow blame)
    {
        var incident = reader.Incident(blame.Incident)!;
        return new CausedLine(incident.Key, incident.Title, Math.Round(blame.Weight, 3), LedgerWords.Of((Plumbline.Ledger.Facts.Verdict)blame.Verdict));
    }

    private static string Went(DeploymentLine one) =>
        one.NotCounted is { } reason ? $"not counted: {reason}"
        : one.Failures.Length > 0 ? $"failed: {string.Join(", ", one.Failures)}"
        : one.Remedies.Length > 0 ? $"tried to end {string.Join(", ", one.Remedies)}"
        : one.NoCode is { } unknown ? $"no code: {unknown}"
        : "no failure known";

    private static string? Time(long? microseconds) => microseconds is { } at ? WireTime.Text(at) : null;
}
