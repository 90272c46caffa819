namespace Plumbline.Agent.Redaction;

/// <summary>A secret that begins with a known prefix.</summary>
/// <param name="Prefix">How it begins.</param>
/// <param name="Least">Characters that must follow.</param>
/// <param name="Further">Characters besides letters, digits, hyphen and underscore that it may hold.</param>
internal sealed record TokenForm(string Prefix, int Least, string Further)
{
    public int Match(ReadOnlySpan<char> text, bool open)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return 0;
        }

        var run = Prefix.Length + Run(text[Prefix.Length..], Further);
        return run >= Prefix.Length + Least || (open && run == text.Length) ? run : 0;
    }

    /// <summary>Length of the run of letters, digits, hyphens, underscores and these.</summary>
    public static int Run(ReadOnlySpan<char> text, ReadOnlySpan<char> further)
    {
        var i = 0;
        while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_' || further.Contains(text[i])))
        {
            i++;
        }

        return i;
    }
}
