namespace Plumbline.Wire;

/// <summary>What became of an exception.</summary>
/// <param name="Method">The method that caught it; of one that was wrapped, the type of the exception that holds it now.</param>
/// <param name="File">Of a catch in user code.</param>
/// <param name="Line">First line of the catch block's code, or 0.</param>
internal sealed record FailureEnd(FailureEndKind Kind, string Method, string? File, int Line);

internal enum FailureEndKind
{
    /// <summary>A catch of user code took it and did not throw it on: it was swallowed, or handled.</summary>
    Caught,

    /// <summary>The framework took it: nothing in user code did.</summary>
    Framework,

    /// <summary>It is in the task of an async method, and nobody has awaited that task yet.</summary>
    Task,

    /// <summary>Another exception was thrown that holds it.</summary>
    Wrapped,

    /// <summary>A filter (<c>catch … when</c>) threw it, which the runtime takes for a no.</summary>
    Filter,
}
