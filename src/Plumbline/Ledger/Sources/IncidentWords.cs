using System.Text.RegularExpressions;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>What people write into labels and texts of incidents.</summary>
internal static partial class IncidentWords
{
    private const int MostLinks = 20;

    private static readonly string[] s_incident = ["incident", "outage", "production-bug", "postmortem", "post-mortem"];

    private static readonly (string Word, CauseClass Cause)[] s_causes =
    [
        ("code", CauseClass.SoftwareChange), ("bug", CauseClass.SoftwareChange), ("regression", CauseClass.SoftwareChange), ("software", CauseClass.SoftwareChange),
        ("deploy", CauseClass.SoftwareChange), ("change", CauseClass.SoftwareChange), ("config", CauseClass.ConfigChange), ("infra", CauseClass.Infrastructure),
        ("hardware", CauseClass.Infrastructure), ("network", CauseClass.Infrastructure), ("third", CauseClass.ThirdParty), ("vendor", CauseClass.ThirdParty),
        ("upstream", CauseClass.ThirdParty), ("external", CauseClass.ThirdParty), ("capacity", CauseClass.Capacity), ("load", CauseClass.Capacity),
        ("human", CauseClass.HumanOperation), ("operator", CauseClass.HumanOperation), ("security", CauseClass.Security),
    ];

    public static bool IsIncident(IReadOnlyList<string> labels) =>
        labels.Any(label => Severe().IsMatch(label) || s_incident.Any(word => label.Contains(word, StringComparison.OrdinalIgnoreCase)));

    public static string? Severity(IReadOnlyList<string> labels) =>
        Valued(labels, "severity") ?? labels.FirstOrDefault(label => Severe().IsMatch(label));

    /// <summary>From <c>cause: config</c>, <c>cause/infra</c> and the like; null where no label says it.</summary>
    public static CauseClass? Cause(IReadOnlyList<string> labels) => Cause(Valued(labels, "cause") ?? Valued(labels, "root-cause"));

    /// <summary>Null where the word is none of a cause.</summary>
    public static CauseClass? Cause(string? word) => word is null ? null : s_causes.Where(cause => word.Contains(cause.Word, StringComparison.OrdinalIgnoreCase)).Select(cause => (CauseClass?)cause.Cause).FirstOrDefault();

    /// <summary>What stands behind a name in a label: <c>service: shop</c>, <c>service/shop</c>, <c>service::shop</c>, <c>service=shop</c>.</summary>
    public static string? Valued(IReadOnlyList<string> labels, string name)
    {
        foreach (var label in labels)
        {
            if (label.StartsWith(name, StringComparison.OrdinalIgnoreCase) && label.Length > name.Length + 1 && label[name.Length] is ':' or '/' or '=')
            {
                var value = label[(name.Length + 1)..].Trim(' ', ':');
                if (value.Length > 0)
                {
                    return value;
                }
            }
        }

        return null;
    }

    /// <summary>The commits and changes that a text names as the cause or as the fix.</summary>
    public static IReadOnlyList<IncidentLink> Links(string text) =>
    [
        .. CausedBy().Matches(text).Take(MostLinks).Select(match => new IncidentLink(LinkKind.CausedBy, match.Groups["id"].Value.ToLowerInvariant(), match.Value.Trim())),
        .. FixedBy().Matches(text).Take(MostLinks).Select(match => new IncidentLink(LinkKind.FixedBy, match.Groups["id"].Value.ToLowerInvariant(), match.Value.Trim())),
    ];

    /// <summary>The lines of a text from the first frame of a stack trace to the last one, with the line before; null where there is none.</summary>
    public static string? Trace(string text)
    {
        var lines = text.Split('\n');
        var first = Array.FindIndex(lines, line => FrameLine().IsMatch(line));
        var last = Array.FindLastIndex(lines, line => FrameLine().IsMatch(line));
        return first < 0 ? null : string.Join('\n', lines[Math.Max(0, first - 1)..(last + 1)]);
    }

    public static string? Duplicate(string text, string prefix) => DuplicateOf().Match(text) is { Success: true } match ? prefix + match.Groups["number"].Value : null;

    [GeneratedRegex(@"(^|[^a-z])sev(erity)?[-_ :/]?\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Severe();

    [GeneratedRegex(@"(introduced (?:in|by)|caused by|root cause|culprit|broken (?:in|by)|regression (?:in|from|of))\s*:?\s*(?:commit\s+|PR\s+|pull request\s+)?[`'""(<]*(?<id>[0-9a-f]{7,64}\b|#\d{1,9}\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CausedBy();

    [GeneratedRegex(@"(fixed (?:in|by)|resolved (?:in|by)|hotfix|fix)\s*:?\s*(?:commit\s+|PR\s+|pull request\s+)?[`'""(<]*(?<id>[0-9a-f]{7,64}\b|#\d{1,9}\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FixedBy();

    [GeneratedRegex(@"^\s*(at\s+\S+.*\(|File "".+"", line \d+|\S+\.go:\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex FrameLine();

    [GeneratedRegex(@"duplicate of\s+#(?<number>\d{1,9})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DuplicateOf();
}
