using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// What every call of an armed method runs: counts it, compares each value with what is known, and is done. Whatever is not known goes to
/// a thunk of its own, with all parameters, which compares again and acts. PERF: so this one calls nothing on its way and needs no frame.
/// SAFETY: it has no region that catches, as nothing in it can throw: it reads parameters, its own cells, and fields of objects that it has
/// seen are there.
/// </summary>
/// <param name="facts">Of the body.</param>
/// <param name="counting">Where the number of the call comes from.</param>
/// <param name="isReturn">Whether it looks at the result; else at the arguments.</param>
internal sealed class QuickFactsRecipe(FactsOfSite facts, Site site, CallCounting counting, bool isReturn) : ThunkRecipe(site)
{
    public override Type Returns => counting == CallCounting.Hands ? typeof(long) : typeof(void);

    public override bool IsBare => true;

    public override bool Captures => false;

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var known = facts.For(writer.Types);
        var number = il.DeclareLocal(typeof(long));
        var slow = il.DefineLabel();
        var full = new FactsRecipe(facts, Site, CallCounting.Given, isReturn);
        var method = writer.Part(full, typeof(long));
        var code = new FactCode(writer, known, full.Made, slow);
        if (counting == CallCounting.Takes)
        {
            writer.LoadTicket();
        }
        else
        {
            CallCounter.EmitNext(il, known.Cell);
        }

        il.Emit(OpCodes.Stloc, number);
        code.CheckAll(isReturn);
        code.BranchWhereClose(number, slow);
        EmitReturn(il, number);
        code.WriteRest();
        il.MarkLabel(slow);
        writer.CallPart(method, number);
        EmitReturn(il, number);
    }

    private void EmitReturn(ILGenerator il, LocalBuilder number)
    {
        if (counting == CallCounting.Hands)
        {
            il.Emit(OpCodes.Ldloc, number);
        }

        il.Emit(OpCodes.Ret);
    }
}
