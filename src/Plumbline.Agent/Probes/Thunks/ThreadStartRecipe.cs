using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The beginning of a time that another method ends on the same thread.</summary>
internal sealed class ThreadStartRecipe(Site site, ParsedExpression? condition) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts: false);
        writer.LoadConstant(Site.Probe.Times!);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.StartOnThread));
    }
}
