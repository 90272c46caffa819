namespace Plumbline.Agent.Expressions;

/// <content>Types, casts, patterns and the handling of tokens.</content>
internal sealed partial class Parser
{
    private static readonly string[] s_forbidden =
    [
        "new", "await", "throw", "typeof", "sizeof", "nameof", "default", "delegate", "stackalloc", "checked", "unchecked", "ref",
        "out", "in", "base", "switch", "with", "if", "for", "foreach", "while", "return", "var", "async", "static",
    ];

    private static readonly string[] s_assignments = ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "??="];

    private static int Precedence(string op) => op switch
    {
        "??" => 1,
        "||" => 2,
        "&&" => 3,
        "|" => 4,
        "^" => 5,
        "&" => 6,
        "==" or "!=" => 7,
        "<" or ">" or "<=" or ">=" => 8,
        "<<" or ">>" or ">>>" => 9,
        "+" or "-" => 10,
        "*" or "/" or "%" => 11,
        _ => 0,
    };

    private void RefuseForbiddenOperator()
    {
        if (_token.Kind != TokenKind.Operator)
        {
            return;
        }

        if (Array.IndexOf(s_assignments, _token.Text) >= 0)
        {
            Fail(_token.Text == "=" ? "Assignment is not allowed; write == to compare" : "Assignment is not allowed", _token.Start);
        }
        else if (_token.Text is "++" or "--")
        {
            Fail($"'{_token.Text}' would change a value, which is not allowed", _token.Start);
        }
    }

    /// <summary>A cast where C# would see one: <c>(int)</c> always, <c>(Name)</c> when an operand follows.</summary>
    private ConvertSyntax? TryCast(int start)
    {
        if (!_token.Is("("))
        {
            return null;
        }

        var token = _token;
        var position = _lexer.Position;
        var lastEnd = _lastEnd;
        Advance();
        if (TryType() is { } type && _token.Is(")"))
        {
            Advance();
            var isBuiltIn = BuiltInTypes.IsKeyword(type.Names[0]) || type.Ranks.Count > 0;
            if (isBuiltIn || StartsOperand(_token))
            {
                return Grow(new ConvertSyntax(Unary(), type, IsAs: false, token.Start), start);
            }
        }

        Restore(token, position, lastEnd);
        return null;
    }

    private static bool StartsOperand(Token token) => token.Kind switch
    {
        TokenKind.Literal => true,
        TokenKind.Identifier => !token.IsWord("is") && !token.IsWord("as") && !token.IsWord("and") && !token.IsWord("or"),
        TokenKind.Operator => token.Text is "(" or "!" or "~",
        _ => false,
    };

    private TypeSyntax Type()
    {
        var column = _token.Start;
        var type = TryType();
        if (type is null)
        {
            Fail(Unexpected("a type's name"), column);
            return new TypeSyntax(["object"], [], [], false, column);
        }

        return type;
    }

    /// <summary>Reads a type, or gives null without an error; the caller restores the position.</summary>
    private TypeSyntax? TryType()
    {
        if (_token.Kind != TokenKind.Identifier || !Enter())
        {
            return null;
        }

        var start = _token.Start;
        var names = new List<string> { _token.Text };
        Advance();
        while (_token.Is(".") && Peek().Kind == TokenKind.Identifier)
        {
            Advance();
            names.Add(_token.Text);
            Advance();
        }

        var arguments = TryTypeArguments();
        var nullable = _token.Is("?") && !StartsOperand(Peek()) && !(Peek().Is("-") || Peek().Is("+"));
        if (nullable)
        {
            Advance();
        }

        var ranks = Ranks();
        _nesting--;
        return Grow(new TypeSyntax(names, arguments, ranks, nullable, start), start);
    }

    private List<TypeSyntax> TryTypeArguments()
    {
        var arguments = new List<TypeSyntax>();
        if (!_token.Is("<"))
        {
            return arguments;
        }

        var token = _token;
        var position = _lexer.Position;
        var lastEnd = _lastEnd;
        do
        {
            Advance();
            if (TryType() is { } argument)
            {
                arguments.Add(argument);
            }
        }
        while (_token.Is(","));

        if (AcceptClosingAngle())
        {
            return arguments;
        }

        Restore(token, position, lastEnd);
        return [];
    }

    /// <summary>One '&gt;', also of a token such as '&gt;&gt;' that closes two lists.</summary>
    private bool AcceptClosingAngle()
    {
        if (_token.Kind != TokenKind.Operator || _token.Text[0] != '>')
        {
            return false;
        }

        _lexer.Position = _token.Start + 1;
        Advance();
        return true;
    }

    private List<int> Ranks()
    {
        var ranks = new List<int>();
        while (_token.Is("["))
        {
            var token = _token;
            var position = _lexer.Position;
            var lastEnd = _lastEnd;
            var rank = 0;
            do
            {
                Advance();
                rank++;
            }
            while (_token.Is(","));

            if (!_token.Is("]"))
            {
                Restore(token, position, lastEnd);
                return ranks;
            }

            Advance();
            ranks.Add(rank);
        }

        return ranks;
    }

    private PatternSyntax Pattern()
    {
        var start = _token.Start;
        var left = AndPattern();
        while (_token.IsWord("or"))
        {
            Advance();
            left = Grow(new BothPatternSyntax(false, left, AndPattern(), start), start);
        }

        return left;
    }

    private PatternSyntax AndPattern()
    {
        var start = _token.Start;
        var left = UnaryPattern();
        while (_token.IsWord("and"))
        {
            Advance();
            left = Grow(new BothPatternSyntax(true, left, UnaryPattern(), start), start);
        }

        return left;
    }

    private PatternSyntax UnaryPattern()
    {
        var start = _token.Start;
        if (!Enter())
        {
            return new ValuePatternSyntax("==", new BadSyntax(start), start);
        }

        PatternSyntax pattern;
        if (_token.IsWord("not"))
        {
            Advance();
            pattern = new NotPatternSyntax(UnaryPattern(), start);
        }
        else if (Accept("("))
        {
            pattern = Pattern();
            Expect(")", "the closing ')'");
        }
        else
        {
            pattern = SimplePattern();
        }

        _nesting--;
        return Grow(pattern, start);
    }

    private PatternSyntax SimplePattern()
    {
        var token = _token;
        if (token.Kind == TokenKind.Operator && token.Text is "<" or ">" or "<=" or ">=")
        {
            Advance();
            return new ValuePatternSyntax(token.Text, Binary(Precedence("<<")), token.Start);
        }

        var isConstant = token.Kind is TokenKind.Literal or TokenKind.Operator
            || token.IsWord("null") || token.IsWord("true") || token.IsWord("false");
        return isConstant
            ? new ValuePatternSyntax("==", Binary(Precedence("<<")), token.Start)
            : new TypePatternSyntax(Type(), token.Start);
    }

    /// <summary>The null-forgiving <c>!</c>, as pasted from source: nothing but a further access or the end can follow it.</summary>
    private bool IsSuppression()
    {
        var next = Peek();
        return !next.Is("=") && !StartsOperand(next);
    }

    private static bool IsKeyword(Token token, string[] keywords) =>
        token.End - token.Start == token.Text.Length && Array.IndexOf(keywords, token.Text) >= 0;

    private string Unexpected(string expected)
    {
        var found = _token.Kind switch
        {
            TokenKind.End => "the expression ends",
            _ => $"'{_text[_token.Start.._token.End]}' was found",
        };
        return $"Expected {expected}, but {found}";
    }

    private T Grow<T>(T node, int start)
        where T : Syntax
    {
        node.Start = start;
        node.End = Math.Max(start, _lastEnd);
        foreach (var child in node.Children)
        {
            node.Height = Math.Max(node.Height, child.Height + 1);
        }

        if (node.Height > ExpressionLimits.Height)
        {
            Fail($"The expression is too long: more than {ExpressionLimits.Height} operators hang on one another", node.Column);
        }

        return node;
    }

    private bool Enter()
    {
        if (++_nesting <= ExpressionLimits.Nesting)
        {
            return Error is null;
        }

        Fail("The expression is nested too deeply", _token.Start);
        return false;
    }

    private bool Accept(string op)
    {
        if (!_token.Is(op))
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(string op, string what)
    {
        if (!Accept(op))
        {
            RefuseForbiddenOperator();
            Fail(Unexpected(what), _token.Start);
        }
    }

    private Token Peek()
    {
        var position = _lexer.Position;
        var next = _lexer.Next();
        _lexer.Position = position;
        return next;
    }

    private void Restore(Token token, int position, int lastEnd)
    {
        if (Error is null)
        {
            _token = token;
            _lexer.Position = position;
            _lastEnd = lastEnd;
        }
    }

    private void Advance()
    {
        if (Error is not null)
        {
            return;
        }

        _lastEnd = _token.End;
        _token = _lexer.Next();
        if (_token.Kind == TokenKind.Bad)
        {
            Fail((string)_token.Value!, _token.Start);
        }
    }

    private BadSyntax Fail(string message, int column)
    {
        Error ??= new ExpressionError(message, column);
        _token = new Token(TokenKind.End, _end, _end, "", null);
        _lexer.Position = _end;
        return new BadSyntax(column);
    }
}
