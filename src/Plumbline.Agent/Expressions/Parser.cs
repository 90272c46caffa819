namespace Plumbline.Agent.Expressions;

/// <summary>
/// Recursive descent for operands, precedence climbing for operators. The first error wins: after it every token is the end
/// of the text, so that all levels return at once without an exception (a first-chance handler of the user would see one).
/// </summary>
internal sealed partial class Parser
{
    private readonly string _text;
    private readonly Lexer _lexer;
    private readonly int _end;
    private Token _token;
    private int _lastEnd;
    private int _nesting;

    public Parser(string text, int start, int end)
    {
        _text = text;
        _end = end;
        _lexer = new Lexer(text, start, end);
        Advance();
    }

    public ExpressionError? Error { get; private set; }

    /// <summary>First token after the expression.</summary>
    public Token Current => _token;

    /// <summary>Parses one expression and leaves the token after it in <see cref="Current"/>.</summary>
    public Syntax Expression()
    {
        if (!Enter())
        {
            return new BadSyntax(_token.Start);
        }

        var start = _token.Start;
        var condition = Binary(0);
        if (_token.Is("?"))
        {
            var column = _token.Start;
            Advance();
            var whenTrue = Expression();
            Expect(":", "the ':' of the conditional");
            var whenFalse = Expression();
            condition = Grow(new ConditionalSyntax(condition, whenTrue, whenFalse, column), start);
        }

        _nesting--;
        return condition;
    }

    public void ExpectEnd()
    {
        if (_token.Kind != TokenKind.End)
        {
            Fail(Unexpected("an operator or the end"), _token.Start);
        }
    }

    /// <summary>Reads a whole number with its sign behind the current token; null when there is none.</summary>
    public int? NextInteger()
    {
        Advance();
        var negative = Accept("-");
        if (_token is not { Kind: TokenKind.Literal, Value: int value })
        {
            return null;
        }

        Advance();
        return negative ? -value : value;
    }

    private Syntax Binary(int least)
    {
        var start = _token.Start;
        var left = Unary();
        while (true)
        {
            if (_token.IsWord("is") || _token.IsWord("as"))
            {
                if (Precedence("<") < least)
                {
                    return left;
                }

                left = TypeOperator(left, start);
                continue;
            }

            if (_token.Kind != TokenKind.Operator || Precedence(_token.Text) is not (> 0 and var precedence) || precedence < least)
            {
                RefuseForbiddenOperator();
                return left;
            }

            var op = _token;
            Advance();
            var right = op.Text == "??" ? RightOfCoalesce() : Binary(precedence + 1);
            left = Grow(new BinarySyntax(op.Text, left, right, op.Start), start);
        }
    }

    /// <summary><c>a ?? b ?? c</c> groups from the right.</summary>
    private Syntax RightOfCoalesce()
    {
        if (!Enter())
        {
            return new BadSyntax(_token.Start);
        }

        var right = Binary(Precedence("??"));
        _nesting--;
        return right;
    }

    private Syntax TypeOperator(Syntax left, int start)
    {
        var op = _token;
        Advance();
        if (op.Text == "as")
        {
            return Grow(new ConvertSyntax(left, Type(), IsAs: true, op.Start), start);
        }

        return Grow(new IsSyntax(left, Pattern(), op.Start), start);
    }

    private Syntax Unary()
    {
        if (!Enter())
        {
            return new BadSyntax(_token.Start);
        }

        var start = _token.Start;
        Syntax node;
        if (_token.Kind == TokenKind.Operator && _token.Text is "-" or "+" or "!" or "~")
        {
            var op = _token;
            Advance();
            node = op.Text == "-" && LeastInteger(op.End) is { } least ? least : new UnarySyntax(op.Text, Unary(), op.Start);
            node = Grow(node, start);
        }
        else
        {
            node = TryCast(start) ?? Postfix(Primary(), start);
        }

        _nesting--;
        return node;
    }

    /// <summary>C# reads <c>-2147483648</c> and <c>-9223372036854775808</c> as one constant of int and long.</summary>
    private LiteralSyntax? LeastInteger(int column)
    {
        object? least = _token.Value switch
        {
            2147483648u when !_text.AsSpan(_token.Start, _token.End - _token.Start).ContainsAny("uUlLxXbB") => int.MinValue,
            9223372036854775808ul when !_text.AsSpan(_token.Start, _token.End - _token.Start).ContainsAny("uUxXbB") => long.MinValue,
            _ => null,
        };
        if (least is null || _token.Start != column)
        {
            return null;
        }

        Advance();
        return new LiteralSyntax(least, column - 1);
    }

    private Syntax Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Literal:
                Advance();
                return Grow(new LiteralSyntax(token.Value, token.Start), token.Start);
            case TokenKind.Identifier:
                return Identifier(token);
            case TokenKind.Operator when token.Text == "(":
                Advance();
                var inner = Expression();
                Expect(")", "the closing ')'");
                return inner;
            default:
                return Fail(Unexpected("a value"), token.Start);
        }
    }

    private Syntax Identifier(Token token)
    {
        Advance();
        Syntax node = new NameSyntax(token.Text, token.Start);
        if (token.IsWord("true") || token.IsWord("false"))
        {
            node = new LiteralSyntax(token.Text == "true", token.Start);
        }
        else if (token.IsWord("null"))
        {
            node = new LiteralSyntax(null, token.Start);
        }
        else if (IsKeyword(token, s_forbidden))
        {
            return Fail($"'{token.Text}' can't be used in an expression: it only reads values", token.Start);
        }
        else if (token.End - token.Start == token.Text.Length && BuiltInTypes.IsKeyword(token.Text))
        {
            node = new KeywordTypeSyntax(token.Text, token.Start);
        }

        if (_token.Is("=>"))
        {
            return Fail("A lambda can only stand as an argument, as in items.Any(i => i.Price > 10)", _token.Start);
        }

        return _token.Is("(") ? Fail($"'{token.Text}' can't be called: only methods of values, as in {token.Text}.Contains(\"x\")", token.Start)
            : Grow(node, token.Start);
    }

    /// <summary>Member accesses, indexers and calls after an operand.</summary>
    private Syntax Postfix(Syntax node, int start)
    {
        while (_token.Kind == TokenKind.Operator)
        {
            var op = _token;
            switch (op.Text)
            {
                case ".":
                    Advance();
                    node = Member(node, start);
                    break;
                case "[":
                    Advance();
                    node = Grow(new IndexSyntax(node, Arguments("]"), op.Start), start);
                    break;
                case "?." or "?[":
                    return Conditional(node, op, start);
                case "!" when node is not BadSyntax && IsSuppression():
                    Advance();
                    break;
                default:
                    return node;
            }
        }

        return node;
    }

    private Syntax Conditional(Syntax target, Token op, int start)
    {
        if (!Enter())
        {
            return new BadSyntax(op.Start);
        }

        Advance();
        Syntax access = new ReceiverSyntax(op.Start) { Start = target.Start, End = target.End };
        access = op.Text == "?."
            ? Member(access, start)
            : Grow(new IndexSyntax(access, Arguments("]"), op.Start), start);
        access = Postfix(access, start);
        _nesting--;
        return Grow(new NullConditionalSyntax(target, access, op.Start), start);
    }

    private Syntax Member(Syntax target, int start)
    {
        var name = _token;
        if (name.Kind != TokenKind.Identifier)
        {
            return Fail(Unexpected("a member's name"), name.Start);
        }

        Advance();
        if (!_token.Is("("))
        {
            return Grow(new MemberSyntax(target, name.Text, name.Start), start);
        }

        Advance();
        return Grow(new CallSyntax(target, name.Text, Arguments(")"), name.Start), start);
    }

    private List<Syntax> Arguments(string close)
    {
        var arguments = new List<Syntax>();
        if (_token.Is(close) && close == ")")
        {
            Advance();
            return arguments;
        }

        do
        {
            arguments.Add(Argument());
        }
        while (Accept(","));

        Expect(close, $"',' or '{close}'");
        return arguments;
    }

    private Syntax Argument()
    {
        var start = _token;
        var position = _lexer.Position;
        var lastEnd = _lastEnd;
        var parenthesised = Accept("(");
        var name = _token;
        if (name.Kind == TokenKind.Identifier)
        {
            Advance();
            if ((!parenthesised || Accept(")")) && Accept("=>"))
            {
                return Grow(new LambdaSyntax(name.Text, Expression(), start.Start), start.Start);
            }
        }

        Restore(start, position, lastEnd);
        return Expression();
    }
}
