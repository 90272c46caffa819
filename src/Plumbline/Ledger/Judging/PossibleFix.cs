using Plumbline.Ledger.Culprits;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>
/// For incidents that nobody names in a fix, as alerts have ids that nobody writes: the change that went out right before it ended and whose message
/// speaks of the same. That is possible, and no more: it counts in no figure of fixes, and whom it repairs is at most possible, too.
/// </summary>
internal sealed class PossibleFix
{
    /// <summary>An incident that ends later after a deployment may have ended by anything.</summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromHours(1);

    /// <summary>A word that more than one in so many changes has is no sign that two texts are about the same.</summary>
    private const int Common = 10;

    /// <summary>Few enough in any repository, however small.</summary>
    private const int Few = 3;

    private readonly ShippingLog _shipping;
    private readonly int _changes;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    private PossibleFix(ChangeBook changes, ShippingLog shipping)
    {
        (_shipping, _changes) = (shipping, changes.All.Count);
        foreach (var word in changes.All.SelectMany(WordsOf))
        {
            _counts[word] = _counts.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>Adds to incidents without any fix the one that is possible.</summary>
    public static void Find(IReadOnlyList<IncidentCase> cases, ChangeBook changes, ShippingLog shipping)
    {
        var open = cases.Where(one => one is { Exclusion: Exclusion.None, Fixes.Count: 0, Restored: not null }).ToList();
        var search = open.Count > 0 ? new PossibleFix(changes, shipping) : null;
        foreach (var one in open)
        {
            search!.Find(one);
        }
    }

    private void Find(IncidentCase one)
    {
        var end = one.Restored!.Value;
        if (_shipping.RunningAt(one.Service, end) is not { Kind: DeploymentKind.Deploy } last || last.At <= one.Record.Detected || end - last.At > s_soon)
        {
            return;
        }

        HashSet<string> said = [.. one.Together.SelectMany(each => WordsIn(each.Record.Title))];
        said.ExceptWith(WordsIn(one.Service));
        var alike = last.Shipped.Select(change => (Change: change, Words: WordsOf(change).Where(word => said.Contains(word) && IsTelling(word)).ToList()))
            .Where(found => found.Words.Count > 0).OrderByDescending(found => found.Words.Count).ThenBy(found => found.Change.Id).ToList();
        if (alike.Count > 0)
        {
            var (change, words) = alike[0];
            one.Possible = new FixLink(change, $"it ended {(end - last.At).TotalMinutes:0} minutes after {last.Record.Key} brought {change.Key}, whose message also speaks of {string.Join(", ", words.Order(StringComparer.Ordinal).Take(3))}; nothing links them");
        }
    }

    private bool IsTelling(string word) => word.Length > 3 && _counts[word] <= Math.Max(Few, _changes / Common);

    private static HashSet<string> WordsOf(KnownChange change) => [.. change.Texts().SelectMany(WordsIn)];

    /// <summary>Words as singulars, as far as an s tells.</summary>
    private static IEnumerable<string> WordsIn(string text) => Words.OfProse(text).Select(word => word.Length > 3 && word[^1] == 's' ? word[..^1] : word);
}
