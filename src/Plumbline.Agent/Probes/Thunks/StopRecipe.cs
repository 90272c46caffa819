using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of a measured time. Takes the ticket.</summary>
/// <param name="failed">Whether an exception ended it.</param>
internal sealed class StopRecipe(Site site, ParsedExpression? condition, bool counts, bool failed) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts);
        writer.LoadConstant(Site.Probe.Times!);
        writer.LoadStarted();
        writer.Il.Emit(failed ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.Stop));
    }
}
