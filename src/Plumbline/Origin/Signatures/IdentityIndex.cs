namespace Plumbline.Origin.Signatures;

/// <summary>Signatures of identities, found by the address or by its GitHub number.</summary>
internal sealed class IdentityIndex
{
    private const string NoReply = "@users.noreply.github.com";

    private readonly Dictionary<string, List<Entry>> _byMail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Entry>> _byNumber = new(StringComparer.Ordinal);
    private readonly List<Entry> _others = [];

    public IdentityIndex(IEnumerable<Signature> signatures)
    {
        foreach (var signature in signatures.Where(signature => (signature.Place & ~MarkPlace.Line) != 0))
        {
            var pattern = Identity.Parse(signature.Pattern) ?? new Identity("*", signature.Pattern);
            var entry = new Entry(signature, new MarkPattern(pattern.Name), new MarkPattern(pattern.Mail));
            if (entry.Mail.IsLiteral)
            {
                Bucket(_byMail, pattern.Mail).Add(entry);
            }
            else if (NumberOf(pattern.Mail) is { } number)
            {
                Bucket(_byNumber, number).Add(entry);
            }
            else
            {
                _others.Add(entry);
            }
        }
    }

    public (Signature Signature, Dictionary<string, string> Holes)? Find(Identity identity, MarkPlace place)
    {
        if (_byMail.TryGetValue(identity.Mail, out var entries) && First(entries, identity, place) is { } byMail)
        {
            return byMail;
        }

        if (identity.GitHubNumber is { } number && _byNumber.TryGetValue(number, out entries) && First(entries, identity, place) is { } byNumber)
        {
            return byNumber;
        }

        return First(_others, identity, place);
    }

    private static (Signature, Dictionary<string, string>)? First(List<Entry> entries, Identity identity, MarkPlace place)
    {
        foreach (var entry in entries)
        {
            if ((entry.Signature.Place & place) != 0 && entry.Name.Match(identity.Name) is { } holes && entry.Mail.Match(identity.Mail) is not null)
            {
                return (entry.Signature, holes);
            }
        }

        return null;
    }

    private static string? NumberOf(string mail) =>
        mail.EndsWith("+*" + NoReply, StringComparison.Ordinal) && mail.Length > NoReply.Length + 2 ? mail[..^(NoReply.Length + 2)] : null;

    private static List<Entry> Bucket(Dictionary<string, List<Entry>> buckets, string key)
    {
        if (!buckets.TryGetValue(key, out var bucket))
        {
            buckets[key] = bucket = [];
        }

        return bucket;
    }

    private sealed record Entry(Signature Signature, MarkPattern Name, MarkPattern Mail);
}
