using Plumbline.Ledger.Facts;

namespace Plumbline.Cli.Tax;

/// <summary>What a change or an incident is called by people. Untrusted: titles are what anybody wrote.</summary>
/// <param name="Key">As the source names it: <c>octo/shop#17</c>, <c>pagerduty:PT4KHLK</c>.</param>
/// <param name="Url">Where to look at it; null where none is known.</param>
internal sealed record TaxName(string Key, string Title, string? Url)
{
    private const int Enough = 10;

    private static readonly string[] s_own = ["plain:incident/", "plain:deployment/", "plain:change/"];

    /// <summary>The key without what our own form adds, and with a commit cut to as much as names it; the verbs that look things up take that, too.</summary>
    public string Short => Array.Find(s_own, own => Key.StartsWith(own, StringComparison.Ordinal)) is { } prefix ? Key[prefix.Length..] : Key.LastIndexOf('@') is >= 0 and var at && Key.Length - at - 1 >= 40 && Key.AsSpan(at + 1).IndexOfAnyExcept("0123456789abcdef") < 0 ? Key[..(at + 1 + Enough)] : Key;
}

/// <summary>The texts of the few changes and incidents that a report shows.</summary>
internal sealed record TaxNames(IReadOnlyDictionary<long, TaxName> Changes, IReadOnlyDictionary<long, TaxName> Incidents)
{
    public static TaxNames None { get; } = new(new Dictionary<long, TaxName>(), new Dictionary<long, TaxName>());

    public TaxName Change(long id) => Changes.TryGetValue(id, out var name) ? name : new TaxName(FormattableString.Invariant($"change {id}"), "", null);

    public TaxName Incident(long id) => Incidents.TryGetValue(id, out var name) ? name : new TaxName(FormattableString.Invariant($"incident {id}"), "", null);
}

/// <summary>What a report is made from.</summary>
/// <param name="Facts">Already judged.</param>
/// <param name="Evaluation">How long a deployment has to go without a failure before it is called ok.</param>
/// <param name="Names">Looks up changes and incidents by id.</param>
/// <param name="Ledger">What the names are looked up in.</param>
internal sealed record TaxSource(LedgerFacts Facts, TimeSpan Evaluation, Func<IReadOnlyCollection<long>, IReadOnlyCollection<long>, TaxNames> Names, IDisposable? Ledger = null) : IDisposable
{
    public void Dispose() => Ledger?.Dispose();
}
