namespace Plumbline.Wire;

/// <summary>Asks for loaded methods whose name matches.</summary>
/// <param name="Pattern">A PLACE without event, or a part of a name; <c>*</c> matches any run of characters.</param>
/// <param name="Limit">Most rows to answer.</param>
/// <param name="IncludeFramework">Whether assemblies of the framework are searched.</param>
internal sealed record FindMethods(string Pattern, int Limit, bool IncludeFramework = false) : WireMessage;

/// <summary>Methods that match, in order of assembly, type and token.</summary>
/// <param name="Total">How many matched, of which <paramref name="Methods"/> may hold only the first.</param>
/// <param name="Nearest">Names that come near, when nothing matched.</param>
internal sealed record MethodsFound(MethodRow[] Methods, int Total, string[] Nearest) : WireMessage;

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

/// <summary>Asks which lines of a source file can take a probe.</summary>
/// <param name="File">The path or a suffix of it.</param>
/// <param name="From">First line, 1-based; 0 for the start.</param>
/// <param name="To">Last line, inclusive; 0 for the end.</param>
/// <param name="Pdb">Paths of symbol files given by the user.</param>
internal sealed record FindLines(string File, int From, int To, string[] Pdb) : WireMessage;

/// <summary>Documents that match, each with its lines.</summary>
/// <param name="Nearest">Document names that come near, when nothing matched.</param>
internal sealed record LinesFound(DocumentRow[] Documents, string[] Nearest) : WireMessage;

/// <summary>A source document as the compiler saw it.</summary>
/// <param name="Path">Path in the symbols.</param>
/// <param name="ChecksumAlgorithm">SHA256, SHA1 or empty.</param>
/// <param name="Checksum">Upper-case hexadecimal digest of the file's bytes.</param>
/// <param name="Assembly">Simple name of the assembly it was compiled into.</param>
internal sealed record DocumentRow(string Path, string ChecksumAlgorithm, string Checksum, string Assembly, LineRow[] Lines);

/// <summary>One line that has code.</summary>
/// <param name="Line">1-based.</param>
/// <param name="EndLine">Last line of the statement that starts here.</param>
/// <param name="Methods">Source names of the methods that own a statement starting here.</param>
/// <param name="Refusal">Why the line can't take a probe, or null.</param>
internal sealed record LineRow(int Line, int EndLine, string[] Methods, string? Refusal);
