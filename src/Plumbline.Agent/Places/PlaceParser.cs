using System.Globalization;

namespace Plumbline.Agent.Places;

/// <summary>Reads PLACE: <c>[assembly[context]!]Name[(parameters)][@event]</c> or <c>File.cs:lines</c>.</summary>
internal readonly struct PlaceParser(string text)
{
    /// <summary>Most lines that one place may name.</summary>
    private const int MaxLines = 1000;

    public PlaceParse Parse()
    {
        if (text.Length > Place.MaxCharacters)
        {
            return Wrong($"A place has at most {Place.MaxCharacters} characters.", Place.MaxCharacters);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return Wrong("A place is a method (Shop.Orders.Checkout) or lines of a file (Orders.cs:42).", 0);
        }

        var control = text.AsSpan().IndexOfAnyInRange('\0', '\x1f');
        if (control >= 0)
        {
            return Wrong("A place has no control characters.", control);
        }

        var colon = text.LastIndexOf(':');
        return colon >= 0 ? ParseLines(colon) : ParseMethod();
    }

    private PlaceParse ParseLines(int colon)
    {
        var file = text[..colon].Trim();
        if (file.Length == 0)
        {
            return Wrong("A file name must stand before the colon.", 0);
        }

        var lines = new SortedSet<int>();
        var named = new HashSet<int>();
        var at = colon + 1;
        foreach (var part in text[(colon + 1)..].Split(','))
        {
            if (Range(part.Trim()) is not { } range)
            {
                return Wrong("After the colon stand lines: 42, or 42,45-47.", at + LeadingSpaces(part));
            }

            if (range.To < range.From || range.To - (long)range.From >= MaxLines || lines.Count + range.To - range.From >= MaxLines)
            {
                return Wrong(range.To < range.From ? "A range runs from the lower line to the higher one." : $"A place names at most {MaxLines} lines.", at);
            }

            lines.UnionWith(Enumerable.Range(range.From, range.To - range.From + 1));
            if (range.From == range.To)
            {
                named.Add(range.From);
            }

            at += part.Length + 1;
        }

        return new PlaceParse(new LinePlace(text, file, [.. lines]) { Named = named }, null);
    }

    private static (int From, int To)? Range(string part)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        var from = Line(dash < 0 ? part : part[..dash].Trim());
        var to = dash < 0 ? from : Line(part[(dash + 1)..].Trim());
        return from > 0 && to > 0 ? (from, to) : null;
    }

    private static int Line(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line < 0xfeefee ? line : -1;

    private PlaceParse ParseMethod()
    {
        var start = 0;
        string? assembly = null, context = null;
        if (AssemblyMark() is var bang and > 0)
        {
            (assembly, context) = AssemblyOf(text[..bang].Trim());
            start = bang + 1;
        }

        var end = text.Length;
        var events = PlaceEvents.All;
        if (EventMark() is var at and >= 0)
        {
            events = EventOf(text[(at + 1)..].Trim());
            if (events == PlaceEvents.None)
            {
                return Wrong("After @ stands entry, return or throw.", at + 1);
            }

            end = at;
        }

        ParameterPattern? parameters = null;
        var body = text[start..end].TrimEnd();
        if (body.EndsWith(')'))
        {
            var open = OpeningParenthesis(body);
            if (open < 0)
            {
                return Wrong("This parenthesis was never opened.", start + body.Length - 1);
            }

            parameters = ParameterPattern.Of(body[(open + 1)..^1]);
            body = body[..open];
        }
        else if (body.IndexOf('(', StringComparison.Ordinal) is var lone and >= 0)
        {
            return Wrong("This parenthesis is never closed.", start + lone);
        }

        return Name(body, start) ?? new PlaceParse(
            new MethodPlace(text, NamePattern.Of(body.Trim()), parameters, events) { Assembly = assembly, Context = context }, null);
    }

    /// <summary>What is wrong with a name, or null.</summary>
    private PlaceParse? Name(string name, int start)
    {
        if (name.Trim().Length == 0)
        {
            return Wrong("A method name is missing.", start);
        }

        if (name.IndexOf("...", StringComparison.Ordinal) is var dots and >= 0)
        {
            return Wrong("A name is missing between these dots.", start + dots + 1);
        }

        return name.TrimEnd().EndsWith('.') ? Wrong("A method name is missing after the last dot.", start + name.TrimEnd().Length) : null;
    }

    /// <summary>The exclamation mark after an assembly name; that of <c>operator !</c> is none.</summary>
    private int AssemblyMark()
    {
        var bang = text.IndexOf('!', StringComparison.Ordinal);
        return bang > 0 && !text.AsSpan(0, bang).TrimEnd().EndsWith("operator", StringComparison.Ordinal) ? bang : -1;
    }

    private static (string Assembly, string? Context) AssemblyOf(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        name = name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        return (name, open >= 0 && text.EndsWith(']') ? text[(open + 1)..^1] : null);
    }

    /// <summary>The @ of an event; one in front of a name (<c>@event</c>) follows a dot or starts the text.</summary>
    private int EventMark()
    {
        var at = text.LastIndexOf('@');
        return at > 0 && text[at - 1] is not ('.' or '!' or ' ' or '(' or ',') ? at : -1;
    }

    private static PlaceEvents EventOf(string word) => word switch
    {
        "entry" => PlaceEvents.Entry,
        "return" => PlaceEvents.Return,
        "throw" => PlaceEvents.Throw,
        _ => PlaceEvents.None,
    };

    private static int OpeningParenthesis(string body)
    {
        var depth = 0;
        for (var i = body.Length - 1; i >= 0; i--)
        {
            depth += body[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int LeadingSpaces(string part) => part.Length - part.TrimStart().Length;

    private static PlaceParse Wrong(string message, int column) => new(null, new PlaceError(message, column));
}
