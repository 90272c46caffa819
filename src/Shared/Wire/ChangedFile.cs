namespace Plumbline.Wire;

/// <summary>Lines of a source file that changed lately: methods with code on one of them are armed.</summary>
/// <param name="File">Path in the repository, a suffix of the path in the symbols.</param>
internal sealed record ChangedFile(string File, LineSpan[] Lines);
