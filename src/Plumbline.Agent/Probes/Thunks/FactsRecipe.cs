using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Learns facts of arguments at an entry, or of the result at a return. PERF: a value that is nothing new costs a load, two compares and
/// no call; all else stands behind the end of the common way.
/// </summary>
/// <param name="facts">Of the body.</param>
/// <param name="counting">Where the number of the call comes from.</param>
/// <param name="isReturn">Whether it looks at the result; else at the arguments.</param>
internal sealed class FactsRecipe(FactsOfSite facts, Site site, CallCounting counting, bool isReturn) : ThunkRecipe(site)
{
    public override Type Returns => counting == CallCounting.Hands ? typeof(long) : typeof(void);

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var known = facts.For(writer.Types);
        var found = il.DeclareLocal(typeof(FirstFound));
        var code = new FactCode(writer, known, found);
        var number = il.DeclareLocal(typeof(long));
        LoadNumber(writer, known.Cell);
        il.Emit(OpCodes.Stloc, number);
        if (counting == CallCounting.Hands)
        {
            il.Emit(OpCodes.Ldloc, number);
            writer.StoreResult();
        }

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
        writer.CallPart(new FirstCaptureRecipe(Site, isReturn ? "returned" : null), found);
    }

    private void LoadNumber(ThunkWriter writer, int cell)
    {
        if (counting == CallCounting.Takes)
        {
            writer.LoadTicket();
            return;
        }

        writer.Il.Emit(OpCodes.Ldc_I4, cell);
        writer.Call(typeof(HitCells), counting == CallCounting.Reads ? nameof(HitCells.Mine) : nameof(HitCells.Next));
    }
}

/// <summary>How a hook comes by the number of the call among those of its thread.</summary>
internal enum CallCounting
{
    /// <summary>Counts the call.</summary>
    Counts,

    /// <summary>Counts the call and gives the number as ticket.</summary>
    Hands,

    /// <summary>Takes the ticket.</summary>
    Takes,

    /// <summary>Reads what the other hook has counted.</summary>
    Reads,
}
