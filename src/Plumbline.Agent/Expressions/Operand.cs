using System.Linq.Expressions;
using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Expressions;

/// <summary>A bound node: what it evaluates to, and what else the rules of C# need to know about it.</summary>
internal sealed class Operand
{
    public required Expression Node { get; init; }

    public required Syntax Syntax { get; init; }

    public bool IsConstant { get; init; }

    public object? Constant { get; init; }

    /// <summary>Set when the name stands for a type, not for a value.</summary>
    public Type? TypeName { get; init; }

    /// <summary>Names that the source gives to the members of tuples in the value, where they are known.</summary>
    public TupleNames? Tuple { get; init; }

    /// <summary>Set for a chain of <c>Where</c> and <c>Select</c> that nothing has consumed yet.</summary>
    public ElementChain? Chain { get; init; }

    /// <summary>Known never to be null: <c>this</c>, the target of <c>?.</c> behind its check.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>An error has been reported for it; nothing more is to be said.</summary>
    public bool IsBad { get; init; }

    public bool IsNullLiteral => IsConstant && Constant is null;

    public Type Type => Node.Type;

    public static Operand Of(Expression node, Syntax syntax) => new() { Node = node, Syntax = syntax };

    public static Operand Bad(Syntax syntax) => new() { Node = Expression.Empty(), Syntax = syntax, IsBad = true };

    public static Operand Of(object? constant, Type type, Syntax syntax) => new()
    {
        // PERF: a TimeSpan constant would be unboxed from the closure at each evaluation.
        Node = constant is TimeSpan time
            ? Expression.New(typeof(TimeSpan).GetConstructor([typeof(long)])!, Expression.Constant(time.Ticks))
            : Expression.Constant(constant, type),
        Syntax = syntax,
        IsConstant = true,
        Constant = constant,
        IsNotNull = constant is not null,
    };

    /// <summary>The same with other code, no longer a constant.</summary>
    public Operand With(Expression node) => new() { Node = node, Syntax = Syntax, IsNotNull = IsNotNull, Tuple = Tuple };
}
