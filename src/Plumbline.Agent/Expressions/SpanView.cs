namespace Plumbline.Agent.Expressions;

/// <summary>
/// Stands for a <see cref="Span{T}"/> or <see cref="ReadOnlySpan{T}"/> variable, which can't be an argument of a delegate's generic
/// parameter: the address of the variable itself. A span variable lives on the stack, so its address does not move.
/// </summary>
/// <remarks>SAFETY: only valid while the frame that owns the variable runs; never stored.</remarks>
internal readonly unsafe struct SpanView<T>(nint addressOfSpan)
{
#pragma warning disable CS8500 // The pointer is to a variable on the stack, see the remarks.
    private ReadOnlySpan<T> Span => addressOfSpan == 0 ? default : *(ReadOnlySpan<T>*)addressOfSpan;
#pragma warning restore CS8500

    public int Length => Span.Length;

    /// <summary>Reads an element; the caller has checked the index.</summary>
    public T At(int index) => Span[index];
}
