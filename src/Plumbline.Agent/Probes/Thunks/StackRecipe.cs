using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

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
