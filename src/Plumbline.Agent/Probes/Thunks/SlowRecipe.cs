using System.Diagnostics;
using System.Reflection.Emit;
using Plumbline.Agent.Slow;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of a timed call: goes on only where it took too long. Takes the ticket.</summary>
/// <param name="outcome">returned or threw.</param>
/// <param name="isAdded">Whether the time is in the method's sum already.</param>
internal sealed class SlowRecipe(Site site, SlowMethod method, string outcome, bool isAdded) : ThunkRecipe(site)
{
    /// <summary>What is captured is read by a part of its own.</summary>
    public override bool Captures => false;

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var elapsed = il.DeclareLocal(typeof(long));
        var isSlow = il.DefineLabel();
        writer.Call(typeof(Stopwatch), nameof(Stopwatch.GetTimestamp));
        writer.LoadStarted();
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Stloc, elapsed);
        if (!isAdded && writer.Content != TicketContent.Callees)
        {
            il.Emit(OpCodes.Ldc_I4, method.Number);
            il.Emit(OpCodes.Ldloc, elapsed);
            writer.Call(typeof(CoarseTimes), nameof(CoarseTimes.Add));
        }

        il.Emit(OpCodes.Ldloc, elapsed);
        il.Emit(OpCodes.Ldc_I8, method.Limit);
        il.Emit(OpCodes.Bgt, isSlow);
        writer.GoDone();
        il.MarkLabel(isSlow);
        writer.CallLazyPart(new SlowCaptureRecipe(Site, method, outcome), elapsed);
    }
}

/// <summary>Tells of a slow call and captures its arguments as they are at its end. The last parameter is the time that it took.</summary>
internal sealed class SlowCaptureRecipe(Site site, SlowMethod method, string outcome) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var hit = il.DeclareLocal(typeof(Hit));
        var taken = il.DefineLabel();
        writer.LoadConstant(Site);
        writer.LoadConstant(method);
        writer.LoadExtra();
        if (writer.Content == TicketContent.Callees)
        {
            writer.LoadTicket();
        }
        else
        {
            il.Emit(OpCodes.Ldnull);
        }

        il.Emit(OpCodes.Ldstr, outcome);
        writer.Call(typeof(SlowHits), nameof(SlowHits.Begin));
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        writer.CaptureAll(hit, when: null);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldstr, outcome);
        writer.LoadStarted();
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }
}
