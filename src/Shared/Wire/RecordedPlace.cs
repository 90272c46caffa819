namespace Plumbline.Wire;

/// <summary>One statement, as the compiler marked it.</summary>
/// <param name="File">Index into <see cref="Recorded.Files"/>.</param>
/// <param name="Line">1-based, as all that follow.</param>
/// <param name="EndColumn">Exclusive.</param>
/// <param name="Offset">Where its code begins: by it, a way back is told from a way on.</param>
internal sealed record RecordedPlace(int File, int Line, int Column, int EndLine, int EndColumn, int Offset);
