namespace Plumbline.Origin.Claims;

/// <summary>One note as git has it.</summary>
/// <param name="Reference">The ref that it is under.</param>
/// <param name="Commit">The commit that it is about.</param>
internal sealed record RawNote(string Reference, string Commit, ReadOnlyMemory<byte> Content);

/// <summary>Every store of claims that is known, by its ref.</summary>
internal static class ClaimNotes
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

    /// <summary>What the notes claim. Keys of git-ai that a note does not explain are looked for in all others.</summary>
    public static IReadOnlyList<(RawNote Note, ClaimSet Claims)> Parse(IReadOnlyList<RawNote> notes)
    {
        var logs = new Dictionary<RawNote, GitAiNote>(ReferenceEqualityComparer.Instance);
        var agents = new Dictionary<string, GitAiAgent>(StringComparer.Ordinal);
        foreach (var note in notes)
        {
            if (IsLog(note))
            {
                var log = logs[note] = GitAiNote.Parse(note.Content.Span);
                foreach (var (key, agent) in log.Metadata.Agents)
                {
                    agents.TryAdd(key, agent);
                }
            }
        }

        return [.. notes.Select(note => (note, logs.TryGetValue(note, out var log) ? log.Resolve(note.Reference, note.Commit, agents.GetValueOrDefault) : Other(note)))];
    }

    private static bool IsLog(RawNote note) => note.Reference switch
    {
        GitAiNote.Reference or ExceedsInk or AgentBlame => note.Content.Span.TrimStart(" \r\n\t"u8) is not [(byte)'{', ..],
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
