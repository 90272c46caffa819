using System.Diagnostics.CodeAnalysis;

namespace Plumbline.Agent.Expressions;

/// <summary>Why a text is not an expression, or can't be compiled.</summary>
/// <param name="Message">One sentence for the user: what was found and what was expected.</param>
/// <param name="Column">Zero-based index into the text that was parsed.</param>
internal sealed record ExpressionError(string Message, int Column);

/// <summary>A value, or the reason why there is none. Exactly one of the two is set.</summary>
internal readonly struct Outcome<T>
    where T : class
{
    private Outcome(T? value, ExpressionError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public ExpressionError? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Value is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(ExpressionError error) => new(null, error);
}
