using Plumbline.Ledger.Code;
using Plumbline.Ledger.Deployments;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Judging;

/// <summary>What went to production when: the chains of deployments, and the changes that each one brought first.</summary>
internal sealed class ShippingLog
{
    private readonly ServiceNames _services;
    private readonly ChangeBook _changes;
    private readonly Dictionary<Deployment, JudgedDeployment> _judged = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<JudgedDeployment>> _production = new(StringComparer.Ordinal);

    private Dictionary<string, JudgedDeployment>? _byKey;

    private ShippingLog(ServiceNames services, ChangeBook changes) => (_services, _changes) = (services, changes);

    /// <summary>All deployments, in the order of their time.</summary>
    public IReadOnlyList<JudgedDeployment> Deployments { get; private set; } = [];

    /// <summary>By service, the deployments to production that users had, in their order; all regions of it.</summary>
    public IReadOnlyDictionary<string, List<JudgedDeployment>> Production => _production;

    public static ShippingLog Of(IReadOnlyList<Deployment> deployments, ServiceNames services, CodeLookup lookup, ChangeBook changes)
    {
        var log = new ShippingLog(services, changes);
        long id = 0;
        log.Deployments =
        [
            .. deployments.OrderBy(one => one.At ?? DateTimeOffset.MinValue).ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new JudgedDeployment(++id, one, services.Of(one.Place.Service, one.Repository)) { Code = lookup.Of(one), NoCode = lookup.ReasonOf(one) }),
        ];
        foreach (var place in log.Deployments.GroupBy(one => one.Place))
        {
            log.Chain([.. place]);
        }

        foreach (var one in log.Deployments.Where(one => one.Counts))
        {
            (log._production.TryGetValue(one.Service, out var list) ? list : log._production[one.Service] = []).Add(one);
        }

        log.Ship();
        return log;
    }

    public JudgedDeployment? Named(string key)
    {
        if (_byKey is null)
        {
            _byKey = new Dictionary<string, JudgedDeployment>(StringComparer.OrdinalIgnoreCase);
            foreach (var one in Deployments)
            {
                _byKey.TryAdd(one.Record.Key, one);
            }
        }

        return _byKey.GetValueOrDefault(key);
    }

    /// <summary>The deployments of a service; where an incident names a service that none has, those of the repository as a whole.</summary>
    public IReadOnlyList<JudgedDeployment> Of(string service) =>
        _production.TryGetValue(service, out var own) ? own
        : _production.TryGetValue("", out var whole) ? whole
        : service.Length == 0 && _production.Count == 1 ? _production.Values.First()
        : [];

    /// <summary>The last deployment of a service that was over at a moment; null where there was none.</summary>
    public JudgedDeployment? RunningAt(string service, DateTimeOffset at)
    {
        var all = Of(service);
        var later = FirstFrom(all, at.AddTicks(1));
        return later == 0 ? null : all[later - 1];
    }

    /// <summary>The first deployment of a service from a moment on; null where there was none.</summary>
    public JudgedDeployment? After(string service, DateTimeOffset at)
    {
        var all = Of(service);
        var first = FirstFrom(all, at);
        return first < all.Count ? all[first] : null;
    }

    private static int FirstFrom(IReadOnlyList<JudgedDeployment> all, DateTimeOffset at)
    {
        int low = 0, high = all.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = all[middle].At < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Chain(List<JudgedDeployment> place)
    {
        foreach (var one in place)
        {
            _judged[one.Record] = one;
            one.IsProduction = _services.IsProduction(one.Place.Environment);
            one.NotCounted = Reason(one);
        }

        foreach (var link in DeploymentChain.Of(place.Select(one => one.Record), deployment => _judged[deployment].Code))
        {
            foreach (var record in link.Repeats.Prepend(link.Deployment))
            {
                var one = _judged[record];
                (one.Kind, one.Previous) = (link.Kind, link.Previous is { } previous ? _judged[previous.Deployment] : null);
                if (record != link.Deployment)
                {
                    one.NotCounted ??= $"it is a step of {link.Deployment.Key}: the same commit in the same place within the hour";
                }
            }
        }
    }

    private static string? Reason(JudgedDeployment one) => one switch
    {
        { IsProduction: false } => $"its environment, {one.Place.Environment}, is none that users see",
        { Record.At: null } => "nobody tells when it was",
        { Record.Result: DeploymentResult.Succeeded } => null,
        { Record.Result: DeploymentResult.Failed } => "its job failed before users had it, which is no failure of a change",
        { Record.Result: DeploymentResult.Running } => "its end was never told",
        { Record.Result: DeploymentResult.Superseded } => "a later one took its place, and nobody tells that it ever succeeded",
        _ => "somebody stopped it",
    };

    // Each commit is looked at once a service, however many deployments there are.
    private void Ship()
    {
        foreach (var (service, deployments) in _production)
        {
            var known = new Dictionary<CodeHistory, bool[]>();
            foreach (var one in deployments)
            {
                if (one.Code is not { } code)
                {
                    continue;
                }

                if (!known.TryGetValue(code.Code, out var there))
                {
                    known[code.Code] = there = new bool[code.Code.Commits.Count];
                    Begin(code.Code.Mark(code.Commit, there), one);
                    continue;
                }

                foreach (var commit in code.Code.Mark(code.Commit, there).Order())
                {
                    Ship(one, service, commit);
                }
            }
        }
    }

    private void Ship(JudgedDeployment one, string service, int commit)
    {
        if (_changes.Of(one.Code!.Value.Code, commit) is not { } change || change.Root != commit)
        {
            return;
        }

        string[] services = service.Length > 0
            ? _services.Holds(service, change.Code, commit) ? [service] : []
            : _services.ServicesOf(change.Code, commit) is { Count: > 0 } named ? [.. named] : [service];
        foreach (var shipped in services.Where(name => !change.Shipments.Exists(shipment => shipment.Service == name)))
        {
            change.Shipments.Add(new Shipment(change, shipped, one));
        }

        if (services.Length > 0)
        {
            one.Shipped.Add(change);
        }
    }

    // What the first deployment that is known found there had been shipped before; nobody knows when.
    private void Begin(List<int> commits, JudgedDeployment first)
    {
        foreach (var commit in commits)
        {
            if (_changes.Of(first.Code!.Value.Code, commit) is { } change && change.Root == commit)
            {
                change.NotCounted ??= $"it was there before {first.Record.Key}, the first deployment that is known, so nobody knows since when";
            }
        }
    }
}
