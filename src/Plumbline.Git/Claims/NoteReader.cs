using System.Text;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Claims;

/// <summary>Notes of a repository, read from their refs.</summary>
internal static class NoteReader
{
    /// <summary>Old notes of git-ai hold whole conversations; real ones have up to 3 MB.</summary>
    private const int Largest = 16 * 1024 * 1024;

    /// <summary>The notes on commits of a history, and how many are on others.</summary>
    /// <param name="history">The ids of the commits whose notes are wanted.</param>
    public static async Task<FoundNotes> ReadAsync(string folder, IReadOnlySet<string> history, CancellationToken cancel)
    {
        var references = await References.ListAsync(folder, [.. ClaimNotes.NoteReferences, ClaimNotes.OldGitAiPrefix], cancel).ConfigureAwait(false);
        var sessions = await References.ListAsync(folder, ClaimNotes.WithoutLines, cancel).ConfigureAwait(false);
        var listed = new List<(string Reference, string Commit, ObjectId Blob)>();
        foreach (var reference in references)
        {
            if (reference.Name.StartsWith(ClaimNotes.OldGitAiPrefix, StringComparison.Ordinal))
            {
                listed.Add((ClaimNotes.OldGitAiPrefix, reference.Name[ClaimNotes.OldGitAiPrefix.Length..], ObjectId.Parse(Encoding.ASCII.GetBytes(reference.Object))));
            }
            else
            {
                listed.AddRange(await ListAsync(folder, reference, cancel).ConfigureAwait(false));
            }
        }

        var wanted = listed.Where(note => history.Contains(note.Commit)).ToList();
        var notes = new ClaimNotes();
        var unread = 0;
        await using var objects = await OpenObjects.OfAsync(folder, wanted.Count == 0 ? 20 : wanted[0].Blob.Size, cancel).ConfigureAwait(false);
        foreach (var (reference, commit, blob) in wanted)
        {
            if (objects.Read(blob) is { Length: <= Largest } content)
            {
                notes.Add(new RawNote(reference, commit, content));
            }
            else
            {
                unread++;
            }
        }

        await objects.FinishAsync(cancel).ConfigureAwait(false);
        return new FoundNotes(notes.Finish(), listed.Count - wanted.Count, unread, [.. sessions.Select(reference => reference.Name)]);
    }

    /// <summary>A notes ref is a tree of which the paths, without slashes, are ids of commits.</summary>
    private static async Task<IEnumerable<(string, string, ObjectId)>> ListAsync(string folder, Reference reference, CancellationToken cancel)
    {
        var output = await GitRun.ReadAsync(folder, ["ls-tree", "-r", "-z", "--full-tree", reference.Name], cancel).ConfigureAwait(false);
        var notes = new List<(string, string, ObjectId)>();
        foreach (var entry in Encoding.UTF8.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var words = entry[..tab].Split(' ');
            var commit = entry[(tab + 1)..].Replace("/", "", StringComparison.Ordinal);
            if (words[1] == "blob" && commit.Length is 40 or 64 && commit.All(char.IsAsciiHexDigitLower))
            {
                notes.Add((reference.Name, commit, ObjectId.Parse(Encoding.ASCII.GetBytes(words[2]))));
            }
        }

        return notes;
    }
}

/// <param name="Elsewhere">How many notes are on commits that are not in the history.</param>
/// <param name="Unread">How many are too large, or not in this clone.</param>
/// <param name="Sessions">Refs of tools that hold sessions, and no lines that can be read.</param>
internal sealed record FoundNotes(IReadOnlyList<ReadNote> Notes, int Elsewhere, int Unread, IReadOnlyList<string> Sessions);
