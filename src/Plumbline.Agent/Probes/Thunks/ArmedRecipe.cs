using System.Reflection.Emit;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The values of a frame that an exception leaves, or is about to be caught in.</summary>
/// <param name="isInside">Whether it is inside a try of the method; another hook may then see the same exception in the same frame.</param>
internal sealed class ArmedRecipe(Site site, bool isInside) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        writer.Count(Site.HitCell);
        var hit = il.DeclareLocal(typeof(Hit));
        var taken = il.DefineLabel();
        writer.LoadConstant(Site);
        il.Emit(OpCodes.Ldarg, (short)writer.Exception);
        il.Emit(isInside ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        writer.Call(typeof(ArmedHits), nameof(ArmedHits.Begin));
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        writer.CaptureAll(hit, when: null);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldstr, "threw");
        il.Emit(OpCodes.Ldc_I8, 0L);
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }
}
