using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Captures the call that shows something for the first time. The last parameter is what was found.</summary>
/// <param name="outcome">returned, or null at an entry.</param>
internal sealed class FirstCaptureRecipe(Site site, string? outcome) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var hit = il.DeclareLocal(typeof(Hit));
        var taken = il.DefineLabel();
        writer.LoadConstant(Site);
        writer.LoadExtra();
        writer.Call(typeof(FirstHits), nameof(FirstHits.Begin));
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        writer.CaptureAll(hit, when: null);
        il.Emit(OpCodes.Ldloc, hit);
        if (outcome is null)
        {
            il.Emit(OpCodes.Ldnull);
        }
        else
        {
            il.Emit(OpCodes.Ldstr, outcome);
        }

        il.Emit(OpCodes.Ldc_I8, 0L);
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }
}
