using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The beginning of a measured time. Gives the timestamp as ticket.</summary>
/// <param name="counts">Whether the start is what counts as the hit; else the end is.</param>
internal sealed class StartRecipe(Site site, ParsedExpression? condition, bool counts, bool boxed) : ThunkRecipe(site)
{
    public override Type Returns => boxed ? typeof(object) : typeof(long);

    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts);
        writer.LoadConstant(Site.Probe.Times!);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.Start));
        if (boxed)
        {
            writer.Il.Emit(OpCodes.Box, typeof(long));
        }

        writer.StoreResult();
    }
}
