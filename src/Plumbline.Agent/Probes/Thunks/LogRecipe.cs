using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A line of a log probe.</summary>
internal sealed class LogRecipe(Site site, ParsedExpression? condition, LogTemplate template) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        writer.Condition(condition, Site);
        var line = il.DeclareLocal(typeof(LogLine));
        var taken = il.DefineLabel();
        writer.LoadConstant(Site);
        writer.Call(typeof(HitActions), nameof(HitActions.BeginLog));
        il.Emit(OpCodes.Stloc, line);
        il.Emit(OpCodes.Ldloc, line);
        il.Emit(OpCodes.Brtrue, taken);
        writer.GoDone();
        il.MarkLabel(taken);
        WriteLine(writer, line);
        writer.LoadConstant(Site);
        il.Emit(OpCodes.Ldloc, line);
        writer.Call(typeof(HitActions), nameof(HitActions.EndLog));
    }

    private void WriteLine(ThunkWriter writer, LocalBuilder line)
    {
        var scope = writer.Scope();
        var compiled = template.Compile(scope, hole => SecretExpression.Find(hole, Site, scope) is not null);
        if (!compiled.IsOk)
        {
            throw new ThunkException(compiled.Error.Message, Site.Probe.Spec.Template, compiled.Error.Column);
        }

        Site.Add(compiled.Value.Faults);
        writer.Invoke(compiled.Value.Delegate, compiled.Value.Parameters, () => writer.Il.Emit(OpCodes.Ldloc, line));
    }
}
