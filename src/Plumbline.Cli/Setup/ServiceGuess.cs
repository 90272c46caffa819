namespace Plumbline.Cli.Setup;

/// <summary>Something that looks as if it were deployed on its own.</summary>
/// <param name="Name">Of its project or folder; systems may name it otherwise.</param>
/// <param name="Folder">Where it is; empty for the top of the repository.</param>
/// <param name="Why">What it was seen by, in words.</param>
internal sealed record ServiceGuess(string Name, string Folder, string Why)
{
    /// <summary>Other folders that it is built from.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether it may be built from anything here.</summary>
    public bool IsOfAll { get; init; }

    /// <summary>Whether its folder holds nothing that it is built from.</summary>
    public bool IsOfPartsOnly { get; init; }

    /// <summary>The file that tells of it.</summary>
    public string File { get; init; } = "";

    /// <summary>Patterns of the files that it is built from; empty for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Team that owns most of its files; empty where nobody says.</summary>
    public string Team { get; init; } = "";
}
