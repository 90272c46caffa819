namespace Plumbline.Ledger.Code;

/// <summary>What was found out about a commit.</summary>
internal enum FactKind
{
    /// <summary>Whose lines a change brought and took away.</summary>
    Lines = 1,

    /// <summary>The names and functions that a commit changed.</summary>
    Words = 2,

    /// <summary>Whose lines a fix touched.</summary>
    Fix = 3,

    /// <summary>What a fix is likely to have repaired.</summary>
    Culprits = 4,

    /// <summary>Who wrote the line of a frame, at the commit that ran.</summary>
    Frame = 5,
}

/// <summary>One of them.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">The commit's id, with what else was asked.</param>
/// <param name="Terms">A digest of all that it depends on; under others it holds no more.</param>
/// <param name="Body">Packed by who found it out.</param>
internal readonly record struct KeptFact(FactKind Kind, string Key, string Terms, byte[] Body);

/// <summary>
/// What was found out about commits once. It depends on no event, so new events need not have it found out again. All of it can be made anew at any
/// time; what another build of the program found out has other terms.
/// </summary>
/// <param name="read">Gives what is stored of a kind; asked once for each.</param>
internal sealed class KeptFacts(Func<FactKind, IEnumerable<KeptFact>> read)
{
    private readonly Dictionary<FactKind, Dictionary<string, KeptFact>> _known = [];
    private readonly List<KeptFact> _new = [];

    /// <summary>What was added; to be stored.</summary>
    public IReadOnlyList<KeptFact> New => _new;

    /// <summary>The body; null where it is not known, or holds no more.</summary>
    public byte[]? Find(FactKind kind, string key, string terms) =>
        Of(kind).TryGetValue(key, out var fact) && fact.Terms == terms ? fact.Body : null;

    public void Keep(FactKind kind, string key, string terms, byte[] body)
    {
        var fact = new KeptFact(kind, key, terms, body);
        Of(kind)[key] = fact;
        _new.Add(fact);
    }

    private Dictionary<string, KeptFact> Of(FactKind kind)
    {
        if (!_known.TryGetValue(kind, out var facts))
        {
            _known[kind] = facts = read(kind).ToDictionary(fact => fact.Key, StringComparer.Ordinal);
        }

        return facts;
    }
}
