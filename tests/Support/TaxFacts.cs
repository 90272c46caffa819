using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;

namespace Plumbline.Tests.Support;

/// <summary>Facts of a ledger written down briefly; times are days after <see cref="Start"/>.</summary>
internal sealed class TaxFacts
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<ShippedChange> _changes = [];
    private readonly List<ProductionDeployment> _deployments = [];
    private readonly List<JudgedIncident> _incidents = [];
    private readonly List<WorkHours> _hours = [];

    public double Until { get; set; } = 90;

    public List<JudgedIncident> Incidents => _incidents;

    public List<ShippedChange> Changes => _changes;

    public List<ProductionDeployment> Deployments => _deployments;

    public static DateTimeOffset Day(double day) => Start.AddTicks((long)Math.Round(day * TimeSpan.TicksPerDay));

    /// <returns>Its id.</returns>
    public long Change(OriginClass origin, double day = 0, string service = "shop", int lines = 10, Func<ShippedChange, ShippedChange>? but = null)
    {
        var change = new ShippedChange { Id = _changes.Count + 1, Service = service, Shipped = Day(day), Origin = origin, Lines = lines };
        _changes.Add(but?.Invoke(change) ?? change);
        return change.Id;
    }

    public void Many(int count, OriginClass origin, double day = 0, string service = "shop", int lines = 10)
    {
        for (var i = 0; i < count; i++)
        {
            Change(origin, day, service, lines);
        }
    }

    /// <summary>An incident that one change is certainly to blame for, or none where it is 0.</summary>
    /// <returns>Its id.</returns>
    public long Incident(long change, double day = 1, string service = "shop", double hours = 1, Func<JudgedIncident, JudgedIncident>? but = null)
    {
        var incident = new JudgedIncident
        {
            Id = _incidents.Count + 1,
            Service = service,
            Detected = Day(day),
            Restored = Day(day).AddHours(hours),
            Blames = change == 0 ? [] : [new Blame(change, 1, Verdict.Confirmed)],
        };
        _incidents.Add(but?.Invoke(incident) ?? incident);
        return incident.Id;
    }

    public long Deployment(double day, DeploymentKind kind = DeploymentKind.Deploy, bool remedy = false, string service = "shop")
    {
        _deployments.Add(new ProductionDeployment { Id = _deployments.Count + 1, Place = new DeploymentPlace(service, "production"), At = Day(day), Kind = kind, IsRemedy = remedy });
        return _deployments.Count;
    }

    public void Hours(int person, double hours, WorkKind kind = WorkKind.Incident, long incident = 0, bool modelled = false, bool senior = false, string team = "") =>
        _hours.Add(new WorkHours(person, team, senior, DateOnly.FromDateTime(Start.UtcDateTime), kind, hours, incident, modelled));

    public LedgerFacts Facts() => new()
    {
        Changes = [.. _changes],
        Deployments = [.. _deployments],
        Incidents = [.. _incidents],
        Hours = [.. _hours],
        Until = Day(Until),
    };
}
