using Plumbline.Git.Keeping;
using Plumbline.Git.Objects;
using Plumbline.Ledger.Culprits;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Culprits;

/// <summary>
/// Finds the commits that may have caused what a fix repaired. What the fix's message says of other commits is not looked at: such links are another,
/// better step of the evidence ladder.
/// </summary>
internal static class CulpritReader
{
    /// <param name="repository">A folder in the work tree, or a bare repository.</param>
    /// <param name="fix">Anything that git takes for a commit.</param>
    /// <param name="options">Whom to blame.</param>
    /// <param name="cancel">Stops the search and its git processes.</param>
    /// <exception cref="GitException">git is missing, the repository or a revision does not exist, or an object is not there.</exception>
    public static async Task<Ledger.Culprits.Culprits> FindAsync(string repository, string fix, CulpritOptions options, CancellationToken cancel) =>
        (await FindAsync(repository, [fix], options, cancel))[0];

    /// <summary>Many at once cost little more than one: the history is gone through but once.</summary>
    public static async Task<IReadOnlyList<Ledger.Culprits.Culprits>> FindAsync(string repository, IReadOnlyList<string> fixes, CulpritOptions options, CancellationToken cancel)
    {
        CulpritMaterial material = await ReadAsync(repository, fixes, options, cancel);
        return await Task.Run(() =>
        {
            var search = new CulpritSearch(material.Book);
            return material.Fixes.Select(fix =>
            {
                cancel.ThrowIfCancellationRequested();
                return search.Find(fix, material.MayOf(fix));
            }).ToList();
        }, cancel);
    }

    /// <summary>All that a search for the culprits of some fixes looks at.</summary>
    public static async Task<CulpritMaterial> ReadAsync(string repository, IReadOnlyList<string> fixes, CulpritOptions options, CancellationToken cancel)
    {
        var ids = new List<ObjectId>();
        foreach (string fix in fixes)
        {
            ids.Add(fix.Length is 40 or 64 && fix.All(char.IsAsciiHexDigitLower) ? ObjectId.Parse(System.Text.Encoding.ASCII.GetBytes(fix)) : Repository.CommitOf(repository, fix, cancel));
        }

        ObjectId? deployed = options.ReachableFrom is { } revision ? Repository.CommitOf(repository, revision, cancel) : null;
        if (ids.Count == 0)
        {
            return new CulpritMaterial(new CommitBook(), [], new CommitList(), null);
        }

        RepositoryState state = RepositoryState.Read(repository, withHeads: false, cancel);
        await using var objects = new ObjectStore(repository, state, ids[0].Size);
        CommitList commits = await CommitList.ReadAsync(repository, deployed is { } also ? [.. ids, also] : ids, cancel);
        int[] numbers = [.. ids.Select(commits.NumberOf)];
        History history = await new HistoryReader(repository, commits, new ChangeLog()).ReadAsync([numbers.Max()], cancel);
        CulpritMaterial material = await Task.Run(() =>
        {
            var renames = new VersionSources(objects, history);
            CommitBook book = new BookReader(history, renames).Read(cancel);
            List<Fix> read = new FixReader(history, renames).Read(numbers, numbers.Max(), cancel);
            return new CulpritMaterial(book, read, commits, deployed is { } at ? commits.NumberOf(at) : null);
        }, cancel);
        await objects.FinishAsync(cancel);
        return material;
    }
}
