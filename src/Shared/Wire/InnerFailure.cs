namespace Plumbline.Wire;

/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">Redacted.</param>
internal sealed record InnerFailure(string Type, string Message);
