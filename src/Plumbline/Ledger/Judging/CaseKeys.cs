namespace Plumbline.Ledger.Judging;

/// <summary>Finds incidents by what people write for them: the key, or the source's own id alone.</summary>
internal sealed class CaseKeys
{
    private readonly Dictionary<string, IncidentCase?> _byKey = new(StringComparer.OrdinalIgnoreCase);

    public CaseKeys(IEnumerable<IncidentCase> cases)
    {
        foreach (var one in cases)
        {
            var key = one.Record.Key;
            _byKey[key] = one;
            foreach (var own in new[] { key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..], key[(key.LastIndexOfAny([':', '/']) + 1)..] }.Where(own => own != key).Distinct())
            {
                // What several have means none.
                _byKey[own] = _byKey.TryGetValue(own, out var other) && other != one ? null : one;
            }
        }
    }

    /// <summary>Null where none, or several, are meant.</summary>
    public IncidentCase? Find(string written) => written.Length == 0 ? null : _byKey.GetValueOrDefault(written);
}
