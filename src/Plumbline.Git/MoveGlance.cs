using System.Text;
using Plumbline.Git.Objects;
using Plumbline.Origin;
using Plumbline.Origin.Replay;
using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>
/// Whether a line's block may have come from another file of its commit. PERF: this reads one commit; to follow the block further takes the whole
/// history, and most lines are no part of any.
/// </summary>
internal sealed class MoveGlance(ObjectStore objects)
{
    private const int FewestLines = 3;
    private readonly LineDiff _diff = new();

    /// <param name="folder">The repository.</param>
    /// <param name="state">Its state.</param>
    /// <param name="map">The origins of its lines.</param>
    /// <param name="file">A file of the map.</param>
    /// <param name="line">A line of it, from 1.</param>
    /// <param name="cancel">Stops git, too.</param>
    /// <returns>Whether to follow it; where that can't be told from one commit, too.</returns>
    public static async Task<bool> IsWorthAsync(string folder, RepositoryState state, OriginMap map, FileOrigins file, int line, CancellationToken cancel)
    {
        (LineOrigin first, int count) = Block(file, line);
        CommitFacts commit = map.Commits[first.Commit];
        if (count < FewestLines || commit.Parents.Length == 0)
        {
            return false;
        }

        if (state.HasReplacements || state.MayBeCut || commit.Parents.Length > 1)
        {
            return true;
        }

        var id = ObjectId.Parse(Encoding.ASCII.GetBytes(commit.Id));
        await using var objects = new ObjectStore(folder, state, id.Size);
        List<Difference> differences = await DifferencesAsync(folder, commit, cancel);
        bool found = await Task.Run(() => new MoveGlance(objects).Has(differences, map.Paths[first.Path], first.Line - 1, count), cancel);
        await objects.FinishAsync(cancel);
        return found;
    }

    /// <summary>The lines around one that came with it from one place.</summary>
    private static (LineOrigin First, int Count) Block(FileOrigins file, int line)
    {
        LineOrigin[] lines = file.Lines();
        int from = line - 1, to = line - 1;
        while (from > 0 && IsNext(lines[from - 1], lines[from]))
        {
            from--;
        }

        while (to + 1 < lines.Length && IsNext(lines[to], lines[to + 1]))
        {
            to++;
        }

        return (lines[from], to - from + 1);
    }

    private static bool IsNext(LineOrigin one, LineOrigin other) => other.Commit == one.Commit && other.Path == one.Path && other.Line == one.Line + 1;

    private static async Task<List<Difference>> DifferencesAsync(string folder, CommitFacts commit, CancellationToken cancel)
    {
        byte[] output = await GitRun.ReadAsync(folder, ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none", commit.Parents[0], commit.Id], cancel);
        using var stream = new MemoryStream(output);
        var reader = new TokenReader(stream);
        var found = new List<Difference>();
        while (reader.Next(0, out ReadOnlySpan<byte> token))
        {
            RawChange change = RawChange.Parse(token);
            int digits = (token.Length - 18) / 2;
            var old = ObjectId.Parse(token.Slice(15, digits));
            if (!reader.Next(0, out ReadOnlySpan<byte> path))
            {
                throw new GitException(GitFailure.Garbled, "git diff-tree named a change without its path");
            }

            found.Add(new Difference(change, old, PathText.Of(path)));
        }

        return found;
    }

    private bool Has(List<Difference> differences, string path, int from, int count)
    {
        // As MoveSearch does it: what was changed, then what was deleted.
        var index = new BlockIndex();
        Difference? own = differences.Find(one => one.Path == path && one.Change.Kind == EntryKind.Regular);
        foreach (Difference one in differences.Where(one => one.Path != path && one.Change is { Kind: EntryKind.Regular, Was: EntryKind.Regular } && one.Old != one.Change.Blob))
        {
            Add(index, Read(one.Old), Read(one.Change.Blob));
        }

        foreach (Difference one in differences.Where(one => one.Change is { Kind: EntryKind.Absent, Was: EntryKind.Regular }))
        {
            Add(index, Read(one.Old), null);
        }

        if (own is null)
        {
            return true;
        }

        TextLines text = Read(own.Change.Blob);
        return index.Find(text, from, Math.Min(from + count, text.Count)).Any();
    }

    private void Add(BlockIndex index, TextLines old, TextLines? text)
    {
        if (old.IsBinary)
        {
            return;
        }

        var removed = new bool[old.Count];
        if (text is null)
        {
            removed.AsSpan().Fill(true);
        }
        else
        {
            foreach (Hunk hunk in _diff.Compare(old, text))
            {
                removed.AsSpan(hunk.Old, hunk.OldCount).Fill(true);
            }
        }

        index.Add(0, old, removed);
    }

    private TextLines Read(ObjectId blob)
    {
        byte[] content = objects.Read(blob) ?? [];
        return TextLines.Cut(content, content.Length);
    }

    private sealed record Difference(RawChange Change, ObjectId Old, string Path);
}
