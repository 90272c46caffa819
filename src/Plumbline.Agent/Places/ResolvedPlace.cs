using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>A statement that starts on a wanted line.</summary>
/// <param name="IlOffset">Where it starts in the body.</param>
internal readonly record struct LinePoint(int Line, int Column, int IlOffset);

/// <summary>One method that a place stands for.</summary>
internal sealed record ResolvedPlace
{
    public required ModuleImage Module { get; init; }

    /// <summary>Token of the method that the user wrote.</summary>
    public required int DeclaredToken { get; init; }

    /// <summary>Token of the method that holds its code: MoveNext for a state machine, else the same.</summary>
    public required int BodyToken { get; init; }

    public required BodyKind BodyKind { get; init; }

    public required string SourceName { get; init; }

    /// <summary>Moments of a method place; none for lines.</summary>
    public PlaceEvents Events { get; init; }

    /// <summary>
    /// For lines: where to stop, by IL offset. Per line, the first statement that starts there; more than one offset when the
    /// compiler put that statement into the body more than once.
    /// </summary>
    public LinePoint[] Lines { get; init; } = [];

    /// <summary>Path of the source file in the symbols, or null without symbols.</summary>
    public string? File { get; init; }

    /// <summary>First line of the method, or of the place; 0 without symbols.</summary>
    public int Line { get; init; }

    public ModuleSymbols? Symbols { get; init; }

    /// <summary>Why this method can't be probed, or null.</summary>
    public string? Refusal { get; init; }

    /// <summary>A method as a whole.</summary>
    public static ResolvedPlace Of(FoundMethod method, ModuleSymbols? symbols, PlaceEvents events, bool includeFramework = false)
    {
        var (body, kind) = method.Image.StateMachines.BodyOf(method.Handle);
        var token = MetadataTokens.GetToken(body);
        var first = symbols?.PointsOf(token).FirstOrDefault(point => !point.IsHidden) ?? default;
        return new ResolvedPlace
        {
            Module = method.Image,
            DeclaredToken = MetadataTokens.GetToken(method.Handle),
            BodyToken = token,
            BodyKind = kind,
            SourceName = Plumbline.Agent.Symbols.SourceName.Of(method.Image, method.Handle),
            Events = events,
            Symbols = symbols,
            File = symbols?.Documents.FirstOrDefault(document => document.Row == first.Document)?.Path,
            Line = first.StartLine,
            Refusal = Refusals.For(method.Image, method.Handle, body, includeFramework),
        };
    }

    public MethodDefinitionHandle Declared => MetadataTokens.MethodDefinitionHandle(DeclaredToken & 0xffffff);

    public MethodDefinitionHandle Body => MetadataTokens.MethodDefinitionHandle(BodyToken & 0xffffff);
}

/// <summary>The methods that a place stands for, or why there are none.</summary>
/// <param name="Code">Null when found; else a <see cref="Wire.FailureCode"/>.</param>
/// <param name="Message">What failed, one sentence; empty when found.</param>
/// <param name="Candidates">Nearest names, or what an ambiguous place may mean, each a place itself.</param>
internal sealed record PlaceResolution(ResolvedPlace[] Places, string? Code, string Message, string[] Candidates)
{
    /// <summary>What the user can do about a failure, or null.</summary>
    public string? Cure { get; init; }

    public static PlaceResolution Found(IEnumerable<ResolvedPlace> places) => new([.. places], null, "", []);

    public static PlaceResolution Failed(string code, string message, string[] candidates, string? cure = null) =>
        new([], code, message, candidates) { Cure = cure };
}
