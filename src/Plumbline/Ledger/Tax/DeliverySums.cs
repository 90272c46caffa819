using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Statistics;

namespace Plumbline.Ledger.Tax;

/// <summary>What DORA's five of one service are made of.</summary>
internal sealed class DeliverySums
{
    private readonly List<double> _leads = [];
    private readonly List<Spell> _recoveries = [];
    private int _deployments, _changing, _failed, _ok, _pending, _remedies;

    public void Add(ProductionDeployment deployment, bool failed, bool young)
    {
        _deployments++;
        _remedies += deployment.IsRemedy ? 1 : 0;
        if (IsJudged(deployment))
        {
            _changing++;
            _failed += failed ? 1 : 0;
            _pending += !failed && young ? 1 : 0;
            _ok += !failed && !young ? 1 : 0;
        }
    }

    public void AddLead(double hours) => _leads.Add(hours);

    public void AddRecovery(Spell spell) => _recoveries.Add(spell);

    public void Add(DeliverySums other)
    {
        _leads.AddRange(other._leads);
        _recoveries.AddRange(other._recoveries);
        _deployments += other._deployments;
        _changing += other._changing;
        _failed += other._failed;
        _ok += other._ok;
        _pending += other._pending;
        _remedies += other._remedies;
    }

    public ServiceDelivery Of(string service, double weeks)
    {
        var leads = _leads.ToArray();
        Array.Sort(leads);
        return new ServiceDelivery(
            service,
            _deployments,
            weeks > 0 ? _changing / weeks : double.NaN,
            Quantile.Of(leads, 0.5),
            Quantile.Of(leads, 0.9),
            Figure.Share(_failed, _failed + _ok),
            _pending,
            Spread.Of(_recoveries),
            Figure.Share(_remedies, _deployments));
    }

    /// <summary>Going back, and shipping the same again, brings nothing that could fail by itself.</summary>
    public static bool IsJudged(ProductionDeployment deployment) => deployment.Kind is DeploymentKind.Deploy or DeploymentKind.Config;
}
