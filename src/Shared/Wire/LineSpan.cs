namespace Plumbline.Wire;

/// <param name="From">First line, 1-based.</param>
/// <param name="To">Last line, inclusive.</param>
internal sealed record LineSpan(int From, int To);
