namespace Plumbline.Origin.Signatures;

/// <summary>A name and a mail address, as commits write them.</summary>
internal readonly record struct Identity(string Name, string Mail)
{
    private const string NoReply = "@users.noreply.github.com";

    /// <summary><c>Name &lt;mail&gt;</c>; null where there is no address in it.</summary>
    public static Identity? Parse(ReadOnlySpan<char> text)
    {
        var end = text.LastIndexOf('>');
        var start = end < 0 ? -1 : text[..end].LastIndexOf('<');
        return start < 0 ? null : new Identity(text[..start].Trim().ToString(), text[(start + 1)..end].Trim().ToString());
    }

    /// <summary>The number in an address that GitHub gives out, which stays where a login is renamed; null for any other address.</summary>
    public string? GitHubNumber
    {
        get
        {
            var plus = Mail.IndexOf('+', StringComparison.Ordinal);
            return plus > 0 && Mail.EndsWith(NoReply, StringComparison.OrdinalIgnoreCase) && Mail.AsSpan(0, plus).IndexOfAnyExceptInRange('0', '9') < 0
                ? Mail[..plus]
                : null;
        }
    }

    public override string ToString() => $"{Name} <{Mail}>";
}
