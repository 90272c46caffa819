using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>One capture, taken and sent at one point: a line, an entry, a return, a throw.</summary>
/// <param name="condition">What must hold, or null.</param>
/// <param name="captures">Expressions to capture in place of the variables; empty for the variables.</param>
/// <param name="outcome">returned, threw, or null.</param>
internal sealed class CaptureRecipe(
    Site site, ParsedExpression? condition, IReadOnlyList<ParsedExpression> captures, string? outcome) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        writer.Condition(condition, Site);
        var hit = BeginHit(writer, parts: 1, Site);
        WriteValues(writer, hit, captures, when: null, Site);
        if (writer.HasException && captures.Count == 0)
        {
            CaptureCode.EmitException(il, hit, writer.Exception);
        }

        il.Emit(OpCodes.Ldloc, hit);
        if (outcome is null)
        {
            il.Emit(OpCodes.Ldnull);
        }
        else
        {
            il.Emit(OpCodes.Ldstr, outcome);
        }

        writer.LoadStarted();
        writer.Call(typeof(HitActions), nameof(HitActions.End));
    }

    /// <summary>Begins a hit and goes to the end where it is dropped.</summary>
    public static LocalBuilder BeginHit(ThunkWriter writer, int parts, Site site)
    {
        var il = writer.Il;
        var hit = il.DeclareLocal(typeof(Hit));
        var taken = il.DefineLabel();
        writer.LoadConstant(site);
        il.Emit(OpCodes.Ldc_I4, parts);
        writer.Call(typeof(HitActions), nameof(HitActions.Begin));
        il.Emit(OpCodes.Stloc, hit);
        il.Emit(OpCodes.Ldloc, hit);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        return hit;
    }

    /// <summary>Adds the captured expressions, or every variable where there are none.</summary>
    public static void WriteValues(
        ThunkWriter writer, LocalBuilder hit, IReadOnlyList<ParsedExpression> captures, string? when, Site site)
    {
        if (captures.Count == 0)
        {
            writer.CaptureAll(hit, when);
            return;
        }

        var scope = writer.Scope();
        foreach (var capture in captures)
        {
            if (SecretExpression.Find(capture, site, scope) is not null)
            {
                CaptureCode.EmitRedacted(writer.Il, hit, capture.Text);
                continue;
            }

            writer.Call(typeof(EvaluationFaults), nameof(EvaluationFaults.Clear));
            var value = writer.Il.DeclareLocal(writer.Evaluate(capture, want: null, site));
            writer.Il.Emit(OpCodes.Stloc, value);
            CaptureCode.EmitExpression(writer.Il, hit, value, capture.Text);
        }
    }
}
