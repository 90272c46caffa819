using System.Globalization;
using Plumbline.Ledger.Code;

namespace Plumbline.Ledger.Judging;

/// <summary>All changes of the repositories that are at hand, and what names them.</summary>
internal sealed class ChangeBook
{
    private readonly List<KnownChange> _changes = [];
    private readonly Dictionary<(CodeHistory Code, int Root), KnownChange> _byRoot = [];
    private readonly Dictionary<string, KnownChange> _byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<KnownChange>> _byNumber = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<CodeBase> _codes;

    public ChangeBook(IReadOnlyList<CodeBase> codes)
    {
        _codes = codes;
        foreach (var code in codes)
        {
            foreach (var root in code.Split.Roots)
            {
                Add(new KnownChange(_changes.Count + 1, code, root));
            }
        }
    }

    public IReadOnlyList<KnownChange> All => _changes;

    public IReadOnlyList<CodeBase> Codes => _codes;

    /// <summary>The change that a commit belongs to; null where nothing brought it.</summary>
    public KnownChange? Of(CodeHistory code, int commit)
    {
        var split = _codes.First(one => one.Code == code).Split;
        return split.RootOf(commit) is >= 0 and var root ? _byRoot[(code, root)] : null;
    }

    public KnownChange? Of(CodePlace place) => Of(place.Code, place.Commit);

    /// <summary>By key, number (<c>#17</c>, <c>octo/shop#17</c>) or commit; null where none or several are meant.</summary>
    /// <param name="target">What was written.</param>
    /// <param name="repository">Where it was written; may be empty.</param>
    public KnownChange? Named(string target, string repository = "")
    {
        target = target.Trim();
        if (_byKey.TryGetValue(target, out var known))
        {
            return known;
        }

        var hash = target.LastIndexOf('#');
        if (hash >= 0 && long.TryParse(target.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var where = hash > 0 ? target[..hash] : repository;
            var all = _byNumber.GetValueOrDefault(number.ToString(CultureInfo.InvariantCulture)) ?? [];
            var here = all.Where(change => where.Length == 0 || ServiceNames.IsSame(change.Repository, where) || ServiceNames.IsSame(change.Record?.Repository ?? "", where)).ToList();
            return here is [var one] ? one : null;
        }

        var id = target[(target.LastIndexOf('@') + 1)..];
        foreach (var code in _codes)
        {
            if (code.Code.Find(id) is >= 0 and var commit)
            {
                return Of(code.Code, commit);
            }
        }

        return null;
    }

    private void Add(KnownChange change)
    {
        _changes.Add(change);
        _byRoot[(change.Code.Code, change.Root)] = change;
        _byKey.TryAdd(change.Key, change);
        if (change.Number > 0)
        {
            var number = change.Number.ToString(CultureInfo.InvariantCulture);
            (_byNumber.TryGetValue(number, out var list) ? list : _byNumber[number] = []).Add(change);
        }
    }
}
