namespace Plumbline.Wire;

/// <param name="Name">Source name, or the text of the expression.</param>
/// <param name="Role">this, argument, local, return, exception, expression.</param>
/// <param name="Node">Index of the value's node.</param>
/// <param name="When">entry or exit, in a capture that has both; else null.</param>
internal sealed record CapturedValue(string Name, string Role, int Node, string? When = null);
