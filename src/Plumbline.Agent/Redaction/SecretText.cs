namespace Plumbline.Agent.Redaction;

/// <summary>Looks for secrets in one text, in one pass without allocation.</summary>
internal readonly ref struct SecretText(Redactor redactor, ReadOnlySpan<char> text, bool open, TextSpans secrets)
{
    private readonly Redactor _redactor = redactor;
    private readonly ReadOnlySpan<char> _text = text;
    private readonly bool _open = open;
    private readonly TextSpans _secrets = secrets;

    public void Scan()
    {
        var i = 0;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                i = Word(i);
                continue;
            }

            i = c switch
            {
                '=' or ':' => Assignment(i),
                '-' => Dash(i),
                '>' => Element(i),
                _ => i + 1,
            };
        }
    }

    private int Word(int start)
    {
        var form = TokenForms.Match(_text[start..], _open);
        if (form.Length > 0)
        {
            _secrets.Add(start + form.Skip, form.Length);
            return start + form.Skip + form.Length;
        }

        if (char.IsAsciiDigit(_text[start]))
        {
            var card = CardNumber.Match(_text[start..]);
            if (card > 0)
            {
                _secrets.Add(start, card);
                return start + card;
            }
        }

        var end = start + 1;
        while (end < _text.Length && char.IsAsciiLetterOrDigit(_text[end]))
        {
            end++;
        }

        return end < _text.Length && _text[end] == ' ' ? Quoted(end) : end;
    }

    /// <summary>password 'hunter2': a name with a text in quotes behind it. One or two characters are a sign of some grammar.</summary>
    private int Quoted(int space)
    {
        var quote = space;
        while (quote < _text.Length && _text[quote] == ' ')
        {
            quote++;
        }

        if (quote == _text.Length || _text[quote] is not ('\'' or '"' or '`') || !KeyBefore.IsSecret(_redactor, KeyBefore.Find(_text, space)))
        {
            return space;
        }

        var length = ValueAfter.EndOfQuote(_text, quote) - quote - 1;
        if (length > 2)
        {
            _secrets.Add(quote + 1, length);
        }

        return length > 2 ? quote + 1 + length : space;
    }

    private int Dash(int at)
    {
        if (at > 0 && !char.IsWhiteSpace(_text[at - 1]) && _text[at - 1] is not ('"' or '\''))
        {
            return Armour(at);
        }

        var option = CommandOption.Find(_redactor, _text, at);
        if (option.Length > 0)
        {
            _secrets.Add(option.Start, option.Length);
            return option.Start + option.Length;
        }

        return Armour(at);
    }

    private int Assignment(int at)
    {
        if (_text[at] == ':' && _text[at..].StartsWith("://", StringComparison.Ordinal))
        {
            return UserOfAddress(at + 3);
        }

        var name = KeyBefore.Find(_text, at);
        if (name.IsEmpty || !KeyBefore.IsSecret(_redactor, name))
        {
            return KeyBefore.NamesKey(name) ? Named(at) : at + 1;
        }

        var (start, end) = ValueAfter.Find(_text, at, name);
        end = ValueAfter.WithIndented(_text, start, end);
        _secrets.Add(start, end - start);
        return Math.Max(at + 1, end);
    }

    /// <summary>key="password" value="hunter2", in XML as in JSON.</summary>
    private int Named(int at)
    {
        const int FarthestValue = 256;
        var quote = at + 1;
        while (quote < _text.Length && _text[quote] is ' ' or '\\')
        {
            quote++;
        }

        if (quote >= _text.Length || _text[quote] is not ('"' or '\''))
        {
            return at + 1;
        }

        var close = ValueAfter.EndOfQuote(_text, quote);
        if (close >= _text.Length || !_redactor.IsSecretName(_text[(quote + 1)..close]))
        {
            return at + 1;
        }

        var rest = _text.Slice(close, Math.Min(FarthestValue, _text.Length - close));
        var value = rest.IndexOf("value", StringComparison.OrdinalIgnoreCase);
        var sign = value < 0 ? -1 : rest[value..].IndexOfAny('=', ':');
        if (sign >= 0 && rest[..value].IndexOfAny('>', '}') < 0)
        {
            var (start, end) = ValueAfter.Find(_text, close + value + sign, "value");
            _secrets.Add(start, end - start);
        }

        return close;
    }

    /// <summary>user:password@ of an address.</summary>
    private int UserOfAddress(int start)
    {
        var rest = _text[start..];
        var end = rest.IndexOfAny(" \t\r\n\"'<>");
        var authority = end < 0 ? rest : rest[..end];
        var slash = authority.IndexOfAny("/?#");
        var at = (slash < 0 ? authority : authority[..slash]).LastIndexOf('@');
        if (at < 0)
        {
            // A password may hold a slash; an @ behind it still ends it. What runs into the end may hold one, too.
            at = authority.LastIndexOf('@');
            var colon = authority.IndexOf(':');
            if (at < 0 && _open && end < 0 && colon >= 0 && slash < 0)
            {
                at = authority.Length;
            }
            else if (at < 0 || colon < 0 || colon > at || (slash >= 0 && slash < colon))
            {
                return start;
            }
        }

        var first = authority[..at].IndexOf(':');
        var from = first < 0 ? 0 : first + 1;
        _secrets.Add(start + from, at - from);
        return start + at;
    }

    /// <summary>A block of PEM that holds a key.</summary>
    private int Armour(int at)
    {
        const string Begin = "-----BEGIN ";
        if (!_text[at..].StartsWith(Begin, StringComparison.Ordinal))
        {
            return at + 1;
        }

        var line = _text[(at + Begin.Length)..];
        var dashes = line.IndexOf("-----", StringComparison.Ordinal);
        var label = dashes < 0 ? line : line[..dashes];
        if (dashes >= 0 && !label.Contains("PRIVATE", StringComparison.Ordinal) && !label.Contains("SECRET", StringComparison.Ordinal)
            && !label.Contains("KEY", StringComparison.Ordinal))
        {
            return at + Begin.Length;
        }

        var body = _text[at..];
        var end = body.IndexOf("-----END ", StringComparison.Ordinal);
        var close = end < 0 ? -1 : body[(end + 9)..].IndexOf("-----", StringComparison.Ordinal);
        var length = close < 0 ? body.Length : end + 9 + close + 5;
        _secrets.Add(at, length);
        return at + length;
    }

    /// <summary>The text of an element of XML with a secret name.</summary>
    private int Element(int at)
    {
        var start = _text[..at].LastIndexOf('<');
        if (start < 0 || at - start > 256 || at == start + 1 || _text[at - 1] == '/' || _text[start + 1] is '/' or '?' or '!')
        {
            return at + 1;
        }

        var tag = _text[(start + 1)..at];
        var space = tag.IndexOfAny(" \t\r\n");
        var name = space < 0 ? tag : tag[..space];
        name = name[(name.LastIndexOf(':') + 1)..];
        if (!_redactor.IsSecretName(name))
        {
            return at + 1;
        }

        var close = _text[at..].IndexOf("</", StringComparison.Ordinal);
        var end = close < 0 ? _text.Length : at + close;
        _secrets.Add(at + 1, end - at - 1);
        return end;
    }
}
