using System.Globalization;
using System.Text;

namespace Plumbline.Agent.Expressions;

/// <summary>Cuts a template into literal text and holes. Columns of errors count in the whole template.</summary>
internal sealed class TemplateParser(string text)
{
    private readonly StringBuilder _literal = new();
    private readonly List<TemplatePart> _parts = [];
    private int _at;

    public ExpressionError? Error { get; private set; }

    public List<TemplatePart> Parse()
    {
        while (_at < text.Length && Error is null)
        {
            var c = text[_at];
            var isDoubled = _at + 1 < text.Length && text[_at + 1] == c;
            if (c is '{' or '}' && isDoubled)
            {
                _literal.Append(c);
                _at += 2;
            }
            else if (c == '{')
            {
                Flush();
                Hole();
            }
            else if (c == '}')
            {
                Error = new ExpressionError("A '}' without '{'; write }} for the character itself", _at);
            }
            else
            {
                _literal.Append(c);
                _at++;
            }
        }

        Flush();
        return _parts;
    }

    private void Flush()
    {
        if (_literal.Length > 0)
        {
            _parts.Add(new TemplatePart(_literal.ToString(), null));
            _literal.Clear();
        }
    }

    private void Hole()
    {
        var open = _at;
        var parser = new Parser(text, open + 1, text.Length);
        if (parser.Current.Is("}"))
        {
            Error = new ExpressionError("The braces are empty; an expression is needed, or {{ for the character itself", open);
            return;
        }

        var root = parser.Expression();
        var alignment = 0;
        if (parser.Error is null && parser.Current.Is(","))
        {
            alignment = Alignment(parser);
        }

        Error ??= parser.Error;
        if (Error is not null)
        {
            return;
        }

        var token = parser.Current;
        var end = token.Start;
        string? format = null;
        if (token.Is(":"))
        {
            end = text.IndexOf('}', token.End);
            format = end < 0 ? null : text[token.End..end];
        }

        if (end < 0 || end >= text.Length || text[end] != '}')
        {
            var found = token.Kind == TokenKind.End || end < 0 ? "the template ends" : $"'{text[token.Start..token.End]}' was found";
            Error = new ExpressionError($"Expected '}}' to close the '{{', but {found}", end < 0 ? open : token.Start);
            return;
        }

        _parts.Add(new TemplatePart("", new TemplateHole(new ParsedExpression(text, root), alignment, format, token.End)));
        _at = end + 1;
    }

    private int Alignment(Parser parser)
    {
        var column = parser.Current.Start;
        var value = parser.NextInteger();
        if (value is null or < -ExpressionLimits.Alignment or > ExpressionLimits.Alignment)
        {
            Error ??= parser.Error ?? new ExpressionError(
                string.Create(CultureInfo.InvariantCulture, $"An alignment is a number from {-ExpressionLimits.Alignment} to {ExpressionLimits.Alignment}"), column);
        }

        return value ?? 0;
    }
}
