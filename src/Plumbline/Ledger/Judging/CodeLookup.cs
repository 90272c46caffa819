using Plumbline.Ledger.Code;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>Where the code of deployments is among the repositories that are at hand.</summary>
internal sealed class CodeLookup(IReadOnlyList<CodeHistory> codes, ServiceNames services)
{
    private readonly Dictionary<Deployment, (CodePlace? Place, string? Reason)> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The names that the repositories are to be asked for.</summary>
    public static IEnumerable<string> Named(LedgerRecords records) =>
        records.Deployments.SelectMany(deployment => new[] { deployment.Commit, deployment.Version })
            .Concat(records.Changes.SelectMany(change => new[] { change.MergeCommit, change.HeadCommit }))
            .OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Null where it is in none of them; then <see cref="ReasonOf"/> says why.</summary>
    public CodePlace? Of(Deployment deployment) => Find(deployment).Place;

    /// <summary>Why the code of a deployment is not known; null where it is.</summary>
    public string? ReasonOf(Deployment deployment) => Find(deployment).Reason;

    /// <summary>A commit by its id; the repository only decides between several.</summary>
    public CodePlace? Of(string repository, string commit)
    {
        foreach (var code in codes.OrderByDescending(code => ServiceNames.IsSame(code.Repository, repository)))
        {
            if (code.Find(commit) is >= 0 and var number)
            {
                return new CodePlace(code, number);
            }
        }

        return null;
    }

    private (CodePlace? Place, string? Reason) Find(Deployment deployment)
    {
        if (!_known.TryGetValue(deployment, out var found))
        {
            _known[deployment] = found = Search(deployment);
        }

        return found;
    }

    private (CodePlace? Place, string? Reason) Search(Deployment deployment)
    {
        var home = services.RepositoryOf(services.Of(deployment.Place.Service, deployment.Repository));
        var isElsewhere = home.Length > 0 && deployment.Repository.Length > 0 && !ServiceNames.IsSame(home, deployment.Repository);
        foreach (var name in new[] { deployment.Commit, deployment.Version })
        {
            if (name is null)
            {
                continue;
            }

            var place = Of(deployment.Repository, name) ?? Tagged(deployment.Repository, name);
            if (place is { } there && (!isElsewhere || ServiceNames.IsSame(there.Code.Repository, home)))
            {
                return (there, null);
            }
        }

        return (null, Reason(deployment, isElsewhere ? home : null));
    }

    private CodePlace? Tagged(string repository, string name)
    {
        foreach (var code in codes.Where(code => repository.Length == 0 || codes.Count == 1 || ServiceNames.IsSame(code.Repository, repository)))
        {
            if (code.Names.TryGetValue(name, out var number))
            {
                return new CodePlace(code, number);
            }
        }

        return null;
    }

    private string Reason(Deployment deployment, string? home)
    {
        if (home is not null)
        {
            return $"its revision is one of {deployment.Repository}, and the code of the service is in {home}: a manifest's commit is not the app's";
        }

        if (codes.Count == 0)
        {
            return "no repository is at hand";
        }

        return deployment.Commit is { } commit
            ? $"the commit {Short(commit)} is not in {string.Join(", ", codes.Select(code => code.Repository))}"
            : deployment.Version is { } version ? $"it names no commit, and {version} is no tag here" : "it names no commit";
    }

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;
}
