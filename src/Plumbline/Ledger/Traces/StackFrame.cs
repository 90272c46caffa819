namespace Plumbline.Ledger.Traces;

/// <summary>One frame of a stack trace, as a source wrote it. Texts are untrusted.</summary>
/// <param name="Function">As people know it: without what a compiler made of it.</param>
/// <param name="Type">The type or module that it is part of; empty where none is told.</param>
/// <param name="File">As it was on the machine that built it, with slashes; null where none is told.</param>
/// <param name="Line">From 1; 0 where none is told.</param>
/// <param name="IsOwn">False where it is a library's, by what the source says or by its place.</param>
internal sealed record StackFrame(string Function, string Type, string? File, int Line, bool IsOwn);
