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
        var compiled = template.Compile(writer.Scope(), Site.Probe.Redactor.IsSecretName);
        if (!compiled.IsOk)
        {
            throw new ThunkException(compiled.Error.Message, Site.Probe.Spec.Template, compiled.Error.Column);
        }

        Site.Evaluations.Add(compiled.Value.Faults);
        writer.Invoke(compiled.Value.Delegate, compiled.Value.Parameters, () => writer.Il.Emit(OpCodes.Ldloc, line));
    }
}

/// <summary>A count, by group where there is an expression for it.</summary>
internal sealed class CountRecipe(Site site, ParsedExpression? condition, ParsedExpression? by) : ThunkRecipe(site)
{
    public override int OnlyCell => condition is null && by is null ? Site.HitCell : -1;

    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site);
        if (by is null)
        {
            return;
        }

        var type = writer.Evaluate(by, want: null, Site);
        var key = writer.Il.DeclareLocal(type);
        writer.Il.Emit(OpCodes.Stloc, key);
        writer.LoadConstant(Site.Probe.Groups!);
        writer.Il.Emit(OpCodes.Ldloc, key);
        writer.Il.Emit(OpCodes.Call, typeof(GroupCounts).GetMethod(nameof(GroupCounts.Add))!.MakeGenericMethod(type));
    }
}

/// <summary>The beginning of a measured time. Gives the timestamp as ticket.</summary>
/// <param name="counts">Whether the start is what counts as the hit; else the end is.</param>
internal sealed class StartRecipe(Site site, ParsedExpression? condition, bool counts, bool boxed) : ThunkRecipe(site)
{
    public override Type Returns => boxed ? typeof(object) : typeof(long);

    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts);
        writer.LoadConstant(Site.Probe.Times!);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.Start));
        if (boxed)
        {
            writer.Il.Emit(OpCodes.Box, typeof(long));
        }

        writer.StoreResult();
    }
}

/// <summary>The end of a measured time. Takes the ticket.</summary>
/// <param name="failed">Whether an exception ended it.</param>
internal sealed class StopRecipe(Site site, ParsedExpression? condition, bool counts, bool failed) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts);
        writer.LoadConstant(Site.Probe.Times!);
        writer.LoadStarted();
        writer.Il.Emit(failed ? OpCodes.Ldc_I4_1 : OpCodes.Ldc_I4_0);
        writer.Call(typeof(TimeTotals), nameof(TimeTotals.Stop));
    }
}

/// <summary>Who called: the stack is taken and its path counted.</summary>
internal sealed class StackRecipe(Site site, ParsedExpression? condition) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site);
        writer.LoadConstant(Site);
        writer.Call(typeof(HitActions), nameof(HitActions.Stack));
    }
}

/// <summary>Only the time: gives the timestamp at which an invocation began as ticket.</summary>
internal sealed class StampRecipe(Site site, bool boxed = false) : ThunkRecipe(site)
{
    public override Type Returns => boxed ? typeof(object) : typeof(long);

    public override void Write(ThunkWriter writer)
    {
        writer.Call(typeof(System.Diagnostics.Stopwatch), nameof(System.Diagnostics.Stopwatch.GetTimestamp));
        if (boxed)
        {
            writer.Il.Emit(OpCodes.Box, typeof(long));
        }

        writer.StoreResult();
    }
}

/// <summary>An end that nobody asked about.</summary>
internal sealed class NothingRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        // The region around it is all that is needed.
    }
}
