using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Claims;

/// <summary>Notes of a repository, read from their refs.</summary>
internal static class NoteReader
{
    /// <summary>Old notes of git-ai hold whole conversations; real ones have up to 3 MB.</summary>
    private const int Largest = 16 * 1024 * 1024;

    private static readonly string s_build = $"{typeof(NoteReader).Module.ModuleVersionId} {typeof(ClaimNotes).Module.ModuleVersionId}";

    /// <summary>The notes on commits of a history, and how many are on others; as they were kept, where the refs are the same.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="state">Its state, with all refs.</param>
    /// <param name="revision">The whole id of the commit whose history is meant.</param>
    /// <param name="cache">The folder for what is kept.</param>
    /// <param name="cancel">Stops git, too.</param>
    public static async Task<FoundNotes> ReadAsync(string folder, RepositoryState state, string revision, string cache, CancellationToken cancel)
    {
        var all = state.References.Where(reference => IsRead(reference.Name) || ClaimNotes.WithoutLines.Any(place => IsUnder(reference.Name, place))).ToList();
        var references = all.Where(reference => IsRead(reference.Name)).ToList();
        string[] sessions = [.. all.Where(reference => !IsRead(reference.Name)).Select(reference => reference.Name)];
        if (references.Count == 0)
        {
            return new FoundNotes([], 0, 0, sessions);
        }

        var digest = RepositoryState.Digest(string.Join('\n', [s_build, state.Shape, revision, .. all.Select(reference => $"{reference.Name} {reference.Object}")]));
        var place = new NotesPlace(cache, digest, () => state.GapsDigest);
        if (place.Read() is { } kept)
        {
            return kept;
        }

        var history = await RevisionList.AllAsync(folder, revision, cancel).ConfigureAwait(false);
        var found = await ReadAsync(folder, state, references, history, cancel).ConfigureAwait(false) with { Sessions = sessions };
        place.Write(found);
        return found;
    }

    private static bool IsRead(string reference) => ClaimNotes.NoteReferences.Any(read => IsUnder(reference, read)) || reference.StartsWith(ClaimNotes.OldGitAiPrefix, StringComparison.Ordinal);

    private static bool IsUnder(string reference, string place) => reference.StartsWith(place, StringComparison.Ordinal) && (reference.Length == place.Length || place.EndsWith('/') || reference[place.Length] == '/');

    private static async Task<FoundNotes> ReadAsync(string folder, RepositoryState state, IReadOnlyList<Reference> references, HashSet<string> history, CancellationToken cancel)
    {
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
        await using var objects = new ObjectStore(folder, state, wanted.Count == 0 ? 20 : wanted[0].Blob.Size);
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
        return new FoundNotes(notes.Finish(), listed.Count - wanted.Count, unread, []);
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
