using System.Text.RegularExpressions;
using Plumbline.Ledger.Code;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// The other evidence that a change needed debugging, also where nobody records incidents: a change that calls itself a fix had to change its lines. Its
/// title is all that says so.
/// </summary>
internal static partial class Corrections
{
    /// <summary>How long after shipping a fix counts.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>Null while not all of that time is over, where the repository does not reach so far, and beside the main line, where lines are not followed.</summary>
    public static bool? Of(KnownChange change, Shipment shipment, ChangeBook changes, DateTimeOffset until)
    {
        var (code, shipped) = (change.Code, shipment.By.At);
        var isCorrected = change.Lines.Takers.Any(root => changes.Of(code.Code, root) is { } taker && taker != change && taker.At > shipped && taker.At <= shipped + Within && IsFix(taker));
        var known = code.Code.TimeOf(code.Code.Tip);
        var end = known < until ? known : until;
        return !code.Split.OnMain[change.Root] || change.Lines.Lines == 0 || (!isCorrected && end - shipped < Within) || until - shipped < Within ? null : isCorrected;
    }

    private static bool IsFix(KnownChange change) => Fix().IsMatch(change.Title);

    [GeneratedRegex(@"\b(?:fix(?:es|ed|ing)?|(?:hot|bug)[- ]?fix(?:es)?|bugs?|regressions?|repair(?:s|ed)?|correct(?:s|ed)?|revert(?:s|ed)?|crash(?:es|ed)?|broken)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fix();
}
