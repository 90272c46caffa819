using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

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

        writer.RefuseSecrets(by, Site);
        var type = writer.Evaluate(by, want: null, Site);
        var key = writer.Il.DeclareLocal(type);
        writer.Il.Emit(OpCodes.Stloc, key);
        writer.LoadConstant(Site.Probe.Groups!);
        writer.Il.Emit(OpCodes.Ldloc, key);
        writer.Il.Emit(OpCodes.Call, typeof(GroupCounts).GetMethod(nameof(GroupCounts.Add))!.MakeGenericMethod(type));
    }
}
