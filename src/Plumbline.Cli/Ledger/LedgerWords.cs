using System.Globalization;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Plumbline.Origin;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Cli.Ledger;

/// <summary>Words of the ledger, as they are shown everywhere.</summary>
internal static class LedgerWords
{
    public static string Of(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Of(EvidenceStep step) => step.ToString().ToLowerInvariant();

    public static string Of(Decision decision) => decision.ToString().ToLowerInvariant();

    public static string Of(RemedyKind kind) => kind == RemedyKind.FixForward ? "fix-forward" : kind.ToString().ToLowerInvariant();

    public static string Of(DeploymentKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(DeploymentResult result) => result.ToString().ToLowerInvariant();

    /// <summary>Null where nothing is excluded.</summary>
    public static string? Of(Exclusion exclusion) => exclusion switch
    {
        Exclusion.None => null,
        Exclusion.NotProduction => "not-production",
        Exclusion.OtherCause => "other-cause",
        _ => exclusion.ToString().ToLowerInvariant(),
    };

    public static string Of(CauseClass cause) => cause switch
    {
        CauseClass.SoftwareChange => "software",
        CauseClass.ConfigChange => "config",
        CauseClass.ThirdParty => "third-party",
        CauseClass.HumanOperation => "human-operation",
        _ => cause.ToString().ToLowerInvariant(),
    };

    public static string Origin(int origin) => OriginText.Class((OriginClass)origin);

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>To the second, with a blank between.</summary>
    public static string Moment(long microseconds) => WireTime.Text(microseconds)[..19].Replace('T', ' ');

    public static string? None(string text) => text.Length == 0 ? null : text;

    /// <summary>A commit's id as people write it.</summary>
    public static string Short(string? commit) => commit is { Length: > 9 } ? commit[..9] : commit ?? "";

    /// <summary>A change as people name it: by its number, else by its commit.</summary>
    public static string Short(JudgedChangeRow change) => change.Number > 0 ? string.Create(CultureInfo.InvariantCulture, $"#{change.Number}") : Short(change.Commit ?? change.Key);
}
