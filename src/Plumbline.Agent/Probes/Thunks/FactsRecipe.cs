using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Learns facts of arguments at an entry, or of the result at a return. PERF: a value that is nothing new costs a load, two compares and
/// no call; all else stands behind the end of the common way.
/// </summary>
/// <param name="facts">Of the body.</param>
/// <param name="counts">Whether this hook counts the calls; else it only reads how many this thread made.</param>
/// <param name="isReturn">Whether it looks at the result; else at the arguments.</param>
internal sealed class FactsRecipe(FactsOfSite facts, Site site, bool counts, bool isReturn) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var known = facts.For(writer.Types);
        var found = il.DeclareLocal(typeof(FirstFound));
        var code = new FactCode(writer, known, found);
        var number = il.DeclareLocal(typeof(long));
        il.Emit(OpCodes.Ldc_I4, known.Cell);
        writer.Call(typeof(HitCells), counts ? nameof(HitCells.Next) : nameof(HitCells.Mine));
        il.Emit(OpCodes.Stloc, number);
        foreach (var variable in writer.Variables.Where(variable => variable.Role == (isReturn ? "return" : "argument")))
        {
            code.Check(variable, isReturn ? null : variable.Name);
        }

        if (isReturn)
        {
            code.CheckRelations();
        }

        var close = il.DefineLabel();
        var tell = il.DefineLabel();
        var sampled = il.DefineLabel();
        if (code.HasSamples)
        {
            il.Emit(OpCodes.Ldloc, number);
            FactCode.LoadCell(il, known.Mask, 0, OpCodes.Ldind_I8);
            il.Emit(OpCodes.And);
            il.Emit(OpCodes.Brfalse, close);
            il.MarkLabel(sampled);
        }

        il.Emit(OpCodes.Ldloc, found);
        il.Emit(OpCodes.Brtrue, tell);
        writer.GoDone();
        if (code.HasSamples)
        {
            il.MarkLabel(close);
            code.WriteSamples();
            il.Emit(OpCodes.Br, sampled);
        }

        code.WriteRest();
        il.MarkLabel(tell);
        WriteCapture(writer, found);
    }

    private void WriteCapture(ThunkWriter writer, LocalBuilder found)
    {
        var il = writer.Il;
        var hit = il.DeclareLocal(typeof(Hit));
        var taken = il.DefineLabel();
        writer.LoadConstant(Site);
        il.Emit(OpCodes.Ldloc, found);
        writer.Call(typeof(FirstHits), nameof(FirstHits.Begin));
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        writer.CaptureAll(hit, when: null);
        il.Emit(OpCodes.Ldloc, hit);
        if (isReturn)
        {
            il.Emit(OpCodes.Ldstr, "returned");
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
        }

        il.Emit(OpCodes.Ldc_I8, 0L);
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }
}
