namespace Plumbline.Agent.Expressions;

/// <summary>A text that is an expression; not yet bound to any variables.</summary>
internal sealed class ParsedExpression
{
    internal ParsedExpression(string text, Syntax root)
    {
        Text = text;
        Root = root;
        var names = new SyntaxNames(root);
        FreeNames = names.Free;
        MemberNames = names.Read;
    }

    /// <summary>The whole text; columns of errors count from its start.</summary>
    public string Text { get; }

    /// <summary>
    /// Names that no lambda declares, each once in order of first use: variables, <c>this</c>, <c>@return</c>, <c>@exception</c>,
    /// <c>@duration</c>. A name that is no variable may be the first part of a type's name or a member of <c>this</c>.
    /// </summary>
    public IReadOnlyList<string> FreeNames { get; }

    /// <summary>Every name that may be read, for redaction: variables, members, and strings used as keys.</summary>
    public IReadOnlyList<string> MemberNames { get; }

    internal Syntax Root { get; }

    public static Outcome<ParsedExpression> Parse(string text)
    {
        if (text.Length > ExpressionLimits.TextLength)
        {
            return new ExpressionError(
                $"The expression is {text.Length} characters long; at most {ExpressionLimits.TextLength} are allowed", ExpressionLimits.TextLength);
        }

        var parser = new Parser(text, 0, text.Length);
        var root = parser.Expression();
        parser.ExpectEnd();
        return parser.Error is { } error ? error : new ParsedExpression(text, root);
    }
}
