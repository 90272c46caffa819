using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The exit part: locals, result or exception. Takes the ticket.</summary>
/// <param name="captures">Expressions to capture in place of the variables.</param>
/// <param name="outcome">returned, threw or disposed.</param>
internal sealed class ExitRecipe(Site site, IReadOnlyList<ParsedExpression> captures, string outcome) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var hit = il.DeclareLocal(typeof(Hit));
        var resumed = il.DefineLabel();
        writer.LoadTicket();
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        writer.Call(typeof(HitActions), nameof(HitActions.Resume));
        il.Emit(OpCodes.Brtrue, resumed);
        writer.GoDone();
        il.MarkLabel(resumed);
        CaptureRecipe.WriteValues(writer, hit, captures, "exit", Site);
        if (writer.HasException && captures.Count == 0)
        {
            CaptureCode.EmitException(il, hit, writer.Exception);
        }

        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Ldstr, outcome);
        writer.LoadStarted();
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }
}
