namespace Plumbline.Wire;

/// <param name="Method">Method in source form.</param>
/// <param name="Line">Line, or 0.</param>
/// <param name="User">False for code of the framework.</param>
internal sealed record CapturedFrame(string Method, string? File, int Line, bool User);
