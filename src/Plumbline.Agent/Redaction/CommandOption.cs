namespace Plumbline.Agent.Redaction;

/// <summary>Options of a command line whose value stands behind a space.</summary>
internal static class CommandOption
{
    /// <summary>The value of the option that begins at a dash, where it is secret; else empty.</summary>
    public static (int Start, int Length) Find(Redactor redactor, ReadOnlySpan<char> text, int at)
    {
        var name = at;
        while (name < text.Length && text[name] == '-')
        {
            name++;
        }

        var end = name;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '_' or '.'))
        {
            end++;
        }

        var value = end;
        while (value < text.Length && text[value] is ' ' or '\t' or '"' or '\'')
        {
            value++;
        }

        // -----BEGIN is none, nor is one that has another behind it.
        if (name - at > 2 || end == name || value == end || value >= text.Length || text[value] == '-')
        {
            return default;
        }

        var length = text[value..].IndexOfAny(" \t\r\n\"'");
        length = length < 0 ? text.Length - value : length;
        var option = text[name..end];
        if (option is "u" or "user")
        {
            var colon = text.Slice(value, length).IndexOf(':');
            return colon < 0 ? default : (value + colon + 1, length - colon - 1);
        }

        return name - at == 2 && redactor.IsSecretName(option) ? (value, length) : default;
    }
}
