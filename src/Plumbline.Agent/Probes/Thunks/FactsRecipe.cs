using System.Reflection.Emit;
using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Learns facts of arguments at an entry, or of the result at a return.</summary>
/// <param name="facts">Of the body.</param>
/// <param name="counting">Where the number of the call comes from.</param>
/// <param name="isReturn">Whether it looks at the result; else at the arguments.</param>
internal sealed class FactsRecipe(FactsOfSite facts, Site site, CallCounting counting, bool isReturn) : ThunkRecipe(site)
{
    /// <summary>The facts that it was last written with, in their order: each instantiation and each end has its own.</summary>
    public List<Fact> Made { get; private set; } = [];

    /// <summary>What it finds is captured by a part that is generated when something was found.</summary>
    public override bool Captures => false;

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var known = facts.For(writer.Types);
        var found = il.DeclareLocal(typeof(FirstFound));
        var number = il.DeclareLocal(typeof(long));
        var made = Made = [];
        var code = new FactCode(writer, known, found, made);
        LoadNumber(writer, known.Cell);
        il.Emit(OpCodes.Stloc, number);
        code.CheckAll(isReturn);
        var close = il.DefineLabel();
        var tell = il.DefineLabel();
        var looked = il.DefineLabel();
        code.BranchWhereClose(number, close);
        il.MarkLabel(looked);
        il.Emit(OpCodes.Ldloc, found);
        il.Emit(OpCodes.Brtrue, tell);
        writer.GoDone();
        il.MarkLabel(close);
        code.WriteLooks(number);
        il.Emit(OpCodes.Br, looked);
        code.WriteRest();
        il.MarkLabel(tell);
        writer.CallLazyPart(new FirstCaptureRecipe(Site, isReturn ? "returned" : null), found);
    }

    private void LoadNumber(ThunkWriter writer, nint cell)
    {
        switch (counting)
        {
            case CallCounting.Given:
                writer.LoadExtra();
                break;
            case CallCounting.Reads:
                CallCounter.EmitMine(writer.Il, cell);
                break;
            default:
                CallCounter.EmitNext(writer.Il, cell);
                break;
        }
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

    /// <summary>Gets it as last parameter.</summary>
    Given,
}
