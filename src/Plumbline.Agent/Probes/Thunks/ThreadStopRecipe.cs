using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of a time that another method began on the same thread; nothing where none began.</summary>
internal sealed class ThreadStopRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var began = writer.Il.DefineLabel();
        writer.LoadConstant(Site.Probe.Times!);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.StopOnThread));
        writer.Il.Emit(System.Reflection.Emit.OpCodes.Brtrue, began);
        writer.GoDone();
        writer.Il.MarkLabel(began);
        writer.Count(Site.HitCell);
    }
}
