namespace Plumbline.Wire;

/// <summary>One moment of a recorded invocation.</summary>
/// <param name="Place">The statement that is about to run, or that made the call: an index into <see cref="Recorded.Places"/>, or -1.</param>
/// <param name="At">Microseconds since the invocation began.</param>
/// <param name="Values">
/// Of a line, a throw and an end: variables that are not as they were shown last, so that what changed is due to the line before. Of a
/// call, an await and a yield: the one value. Of a throw and an end: the exception or the result, too.
/// </param>
/// <param name="Callee">Of a call or an await: what was called.</param>
internal sealed record RecordedStep(RecordedStepKind Kind, int Place, long At, RecordedValue[]? Values = null, string? Callee = null);

internal enum RecordedStepKind
{
    /// <summary>The invocation begins; its values are the arguments.</summary>
    Entry,

    /// <summary>A statement is about to run.</summary>
    Line,

    /// <summary>A call has returned a value.</summary>
    Call,

    /// <summary>An await has come to a value.</summary>
    Await,

    /// <summary>An iterator hands over an item.</summary>
    Yield,

    /// <summary>An exception is about to leave the method; its finally blocks are still to run.</summary>
    Throw,

    /// <summary>The invocation ends.</summary>
    End,
}
