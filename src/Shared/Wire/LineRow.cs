namespace Plumbline.Wire;

/// <summary>One line that has code.</summary>
/// <param name="Line">1-based.</param>
/// <param name="EndLine">Last line of the statement that starts here.</param>
/// <param name="Methods">Source names of the methods that own a statement starting here.</param>
/// <param name="Refusal">Why the line can't take a probe, or null.</param>
/// <param name="Nearest">Where no statement starts: the line of the statement around it, else of the nearest one; 0 where there is none.</param>
internal sealed record LineRow(int Line, int EndLine, string[] Methods, string? Refusal, int Nearest = 0);
