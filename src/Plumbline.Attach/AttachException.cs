using Plumbline.Wire;

namespace Plumbline.Attach;

/// <summary>The one way in which finding, checking, attaching to and talking to a process fails.</summary>
internal sealed class AttachException(string code, string message, string? cure = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable name from <see cref="AttachFailure"/> or <see cref="FailureCode"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What the user can do about it, or null.</summary>
    public string? Cure { get; } = cure;

    /// <summary>The agent's own report, where the failure came from it: carries the text, the column and the candidates.</summary>
    public Failure? Report { get; private init; }

    public static AttachException From(Failure failure) => new(failure.Code, failure.Message, failure.Cure) { Report = failure };
}
