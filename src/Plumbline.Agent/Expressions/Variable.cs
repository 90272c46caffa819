namespace Plumbline.Agent.Expressions;

/// <summary>Something that an expression may name at a place.</summary>
/// <param name="Name">Source name, or <c>this</c>, <c>@return</c>, <c>@exception</c>, <c>@duration</c>.</param>
/// <param name="Type">
/// Type of the delegate's parameter. A span has <see cref="SpanView{T}"/>, a pointer <c>nint</c>, <c>@duration</c> <see cref="TimeSpan"/>.
/// </param>
/// <param name="TupleNames">Names of tuple members in the type, in the order in which the compiler writes them.</param>
internal sealed record Variable(string Name, Type Type, string?[]? TupleNames = null)
{
    /// <summary>Whether the value is known when the expression is compiled; no parameter is made for it.</summary>
    public bool IsConstant { get; init; }

    public object? Constant { get; init; }
}
