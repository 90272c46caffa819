namespace Plumbline.Origin.Claims;

/// <summary>One note as git has it.</summary>
/// <param name="Reference">The ref that it is under.</param>
/// <param name="Commit">The commit that it is about.</param>
internal sealed record RawNote(string Reference, string Commit, ReadOnlyMemory<byte> Content);

/// <summary>Every store of claims that is known, by its ref, and what their notes claim.</summary>
internal sealed class ClaimNotes
{
    public const string OldGitAiPrefix = "refs/ai/authorship/";
    public const string WhoGitIt = "refs/notes/whogitit";
    public const string AgentBlame = "refs/notes/agentblame";
    public const string ExceedsInk = "refs/notes/exceeds-ink";

    /// <summary>Refs of notes that are read.</summary>
    public static IReadOnlyList<string> NoteReferences { get; } = [GitAiNote.Reference, ExceedsInk, AgentTrace.Reference, AgentBlame, WhoGitIt];

    /// <summary>Refs that tell of sessions and hold no lines; told to the user where they are.</summary>
    public static IReadOnlyList<string> WithoutLines { get; } =
        ["refs/notes/claude-conversations", "refs/notes/intent/", "refs/notes/origin", "refs/agentdiff/", "refs/heads/entire/checkpoints/", "refs/remotes/origin/entire/checkpoints/"];

    private readonly List<(string Reference, string Commit, GitAiNote? Log, ClaimSet? Claims)> _notes = [];
    private readonly Dictionary<string, GitAiAgent> _agents = new(StringComparer.Ordinal);

    /// <summary>Takes a note in. Its content, of which most are conversations, is not kept.</summary>
    public void Add(RawNote note)
    {
        if (!IsLog(note))
        {
            _notes.Add((note.Reference, note.Commit, null, Other(note)));
            return;
        }

        var log = GitAiNote.Parse(note.Content.Span);
        _notes.Add((note.Reference, note.Commit, log, null));
        foreach (var (key, agent) in log.Metadata.Agents)
        {
            _agents.TryAdd(key, agent);
        }
    }

    /// <summary>What the notes claim, in the order in which they came. Keys of git-ai that a note does not explain are looked for in all others.</summary>
    public IReadOnlyList<ReadNote> Finish() =>
        [.. _notes.Select(note => new ReadNote(note.Reference, note.Commit, note.Claims ?? note.Log!.Resolve(note.Reference, note.Commit, _agents.GetValueOrDefault)))];

    private static bool IsLog(RawNote note) => note.Reference switch
    {
        GitAiNote.Reference or ExceedsInk or AgentBlame or OldGitAiPrefix => note.Content.Span.TrimStart(" \r\n\t"u8) is not [(byte)'{', ..],
        _ => false,
    };

    private static ClaimSet Other(RawNote note) => note.Reference switch
    {
        AgentTrace.Reference => AgentTrace.Parse(note.Reference, note.Commit, note.Content),
        AgentBlame => JsonClaims.AgentBlame(note.Reference, note.Commit, note.Content),
        WhoGitIt => JsonClaims.WhoGitIt(note.Reference, note.Commit, note.Content),
        _ => JsonClaims.OldGitAi(note.Reference, note.Commit, note.Content),
    };
}

/// <summary>A note and what it claims.</summary>
internal sealed record ReadNote(string Reference, string Commit, ClaimSet Claims);
