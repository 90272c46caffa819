namespace Plumbline.Wire;

/// <summary>One line that has code.</summary>
/// <param name="Line">1-based.</param>
/// <param name="EndLine">Last line of the statement that starts here.</param>
/// <param name="Methods">Source names of the methods that own a statement starting here.</param>
/// <param name="Refusal">Why the line can't take a probe, or null.</param>
internal sealed record LineRow(int Line, int EndLine, string[] Methods, string? Refusal);
