namespace Plumbline.Wire;

/// <summary>One loaded method.</summary>
/// <param name="Name">Source name: namespace, type and method, nested types and local functions with dots.</param>
/// <param name="Signature">Parameters and return type in C# form.</param>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="LoadContext">Name of its load context, null for the default one.</param>
/// <param name="Kind">method, constructor, async, iterator, async-iterator, lambda, local-function, accessor, operator.</param>
/// <param name="Symbols">Whether sequence points are known.</param>
/// <param name="File">Source path as the compiler wrote it, or null.</param>
/// <param name="Line">First line, or 0.</param>
/// <param name="Refusal">Why it can't be probed, or null.</param>
internal sealed record MethodRow(
    string Name,
    string Signature,
    string Assembly,
    string? LoadContext,
    string Kind,
    bool Symbols,
    string? File,
    int Line,
    string? Refusal);
