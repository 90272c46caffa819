using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Origin.Lines;

namespace Plumbline.Ledger.Judging;

/// <summary>One name for each service, whatever a source calls it, and the services that a change is part of.</summary>
internal sealed class ServiceNames
{
    private readonly LedgerPolicy _policy;
    private readonly Dictionary<string, ServicePolicy> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(ServicePolicy Service, PathPattern[] Patterns)> _patterns;
    private readonly HashSet<string> _production;
    private readonly Dictionary<(CodeBase, int), string[]> _of = [];

    public ServiceNames(LedgerPolicy policy)
    {
        _policy = policy;
        _production = new HashSet<string>(policy.Production, StringComparer.OrdinalIgnoreCase);
        foreach (var service in policy.Services)
        {
            foreach (var name in service.Aliases.Prepend(service.Name))
            {
                _byName.TryAdd(name, service);
            }
        }

        _patterns = [.. policy.Services.Select(service => (service, service.Paths.Select(path => new PathPattern(path)).ToArray()))];
    }

    public bool IsProduction(string environment) => _production.Contains(environment);

    /// <summary>The service's own name. Where none is told, it is the only service of the repository, or else the repository as a whole.</summary>
    public string Of(string told, string repository)
    {
        if (told.Length > 0)
        {
            return _byName.TryGetValue(told, out var service) ? service.Name : told;
        }

        var here = _policy.Services.Where(one => one.Repository.Length == 0 || repository.Length == 0 || IsSame(one.Repository, repository)).ToList();
        return here is [var only] ? only.Name : "";
    }

    public ServicePolicy? Policy(string service) => _byName.GetValueOrDefault(service);

    /// <summary>Where the code of a service is; empty where plumbline.yml does not say.</summary>
    public string RepositoryOf(string service) => Policy(service)?.Repository ?? "";

    /// <summary>Whether a change is part of what a service is built from.</summary>
    public bool Holds(string service, CodeBase code, int root) =>
        Policy(service) is not { Paths.Count: > 0 } || ServicesOf(code, root).Contains(service);

    /// <summary>The services of plumbline.yml that a change touches; for a deployment that names none.</summary>
    public IReadOnlyList<string> ServicesOf(CodeBase code, int root)
    {
        if (!_of.TryGetValue((code, root), out var found))
        {
            var paths = code.Paths.GetValueOrDefault(root) ?? [];
            _of[(code, root)] = found =
            [
                .. _patterns.Where(one => one.Service.Repository.Length == 0 || IsSame(one.Service.Repository, code.Code.Repository))
                    .Where(one => one.Patterns.Length == 0 || Array.Exists(paths, path => Array.Exists(one.Patterns, pattern => pattern.Matches(path))))
                    .Select(one => one.Service.Name),
            ];
        }

        return found;
    }

    public static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
