namespace Plumbline.Agent.Places;

/// <summary>Moments of an invocation that a method place can stand for.</summary>
[Flags]
internal enum PlaceEvents
{
    None = 0,
    Entry = 1,
    Return = 2,
    Throw = 4,
    All = Entry | Return | Throw,
}

/// <summary>What a user means by PLACE. See docs/places.md.</summary>
/// <param name="Text">As typed.</param>
internal abstract record Place(string Text)
{
    /// <summary>Longest text that is read.</summary>
    public const int MaxCharacters = 2048;

    public static PlaceParse Parse(string text) => new PlaceParser(text).Parse();
}

/// <summary>A method, or several.</summary>
/// <param name="Assembly">Simple name of the assembly to look in, or null for all.</param>
/// <param name="Context">Load context to look in, or null for all.</param>
/// <param name="Parameters">What the parameters must be, or null where the user did not say.</param>
/// <param name="Events">The moments asked for; all three where the user did not say.</param>
internal sealed record MethodPlace(
    string Text, NamePattern Name, ParameterPattern? Parameters, PlaceEvents Events) : Place(Text)
{
    public string? Assembly { get; init; }

    public string? Context { get; init; }

    /// <summary>Whether several methods are meant: a star in the name or in place of the parameters.</summary>
    public bool IsMany => Name.HasStar || Parameters is { IsAny: true };
}

/// <summary>Lines of a source file.</summary>
/// <param name="File">The path or its last segments.</param>
/// <param name="Lines">In rising order, each once.</param>
internal sealed record LinePlace(string Text, string File, int[] Lines) : Place(Text)
{
    /// <summary>Those that were named one by one: a probe must be possible on each. Within a range, lines without a statement are passed over.</summary>
    public required IReadOnlySet<int> Named { get; init; }
}

/// <summary>A place, or where it stops making sense.</summary>
internal sealed record PlaceParse(Place? Place, PlaceError? Error);

/// <param name="Column">Zero-based column in the text.</param>
internal sealed record PlaceError(string Message, int Column);
