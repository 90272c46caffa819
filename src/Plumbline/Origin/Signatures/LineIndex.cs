namespace Plumbline.Origin.Signatures;

/// <summary>Signatures of lines, found by how a line begins: histories are long, and most lines of messages are prose.</summary>
internal sealed class LineIndex
{
    private readonly Dictionary<char, List<(Signature Signature, MarkPattern Pattern)>> _byFirst = [];
    private readonly List<(Signature Signature, MarkPattern Pattern)> _others = [];

    public LineIndex(IEnumerable<Signature> signatures)
    {
        foreach (var signature in signatures.Where(signature => (signature.Place & MarkPlace.Line) != 0))
        {
            var pattern = new MarkPattern(signature.Pattern);
            if (pattern.Prefix.Length == 0)
            {
                _others.Add((signature, pattern));
                continue;
            }

            var first = char.ToLowerInvariant(pattern.Prefix[0]);
            if (!_byFirst.TryGetValue(first, out var bucket))
            {
                _byFirst[first] = bucket = [];
            }

            bucket.Add((signature, pattern));
        }
    }

    public (Signature Signature, Dictionary<string, string> Holes)? Find(string line) =>
        (_byFirst.TryGetValue(char.ToLowerInvariant(line[0]), out var bucket) ? First(bucket, line) : null) ?? First(_others, line);

    private static (Signature, Dictionary<string, string>)? First(List<(Signature Signature, MarkPattern Pattern)> entries, string line)
    {
        foreach (var (signature, pattern) in entries)
        {
            // A convention credits people, too: it counts where it names a tool or a model.
            if (pattern.Match(line) is { } holes && (signature.Kind != SignatureKind.Convention || NamesTool(holes)))
            {
                return (signature, holes);
            }
        }

        return null;
    }

    private static bool NamesTool(Dictionary<string, string> holes) =>
        !holes.TryGetValue("value", out var value) || ToolNames.In(value) is not null || ModelName.IsNamed(value);
}
