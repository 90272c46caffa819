namespace Plumbline.Agent.Expressions;

internal enum TokenKind
{
    End,
    Identifier,
    Literal,
    Operator,

    /// <summary>Text that is no token; the value is the message.</summary>
    Bad,
}

/// <param name="Text">Name of an identifier, or the operator; for a literal its text.</param>
/// <param name="Value">Value of a literal.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, object? Value)
{
    public bool Is(string op) => Kind == TokenKind.Operator && Text == op;

    /// <summary>An unescaped identifier of that spelling.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Identifier && Text == word && End - Start == word.Length;
}
