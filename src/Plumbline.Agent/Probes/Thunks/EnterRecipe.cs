using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The entry part of a capture of a whole invocation. Gives the <see cref="Hit"/> as ticket.</summary>
internal sealed class EnterRecipe(Site site, ParsedExpression? condition, bool captureVariables) : ThunkRecipe(site)
{
    public override Type Returns => typeof(object);

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        writer.Condition(condition, Site);
        var hit = CaptureRecipe.BeginHit(writer, parts: 2, Site);
        if (captureVariables)
        {
            writer.CaptureAll(hit, "entry");
        }

        il.Emit(OpCodes.Ldloc, hit);
        writer.Call(typeof(HitActions), nameof(HitActions.Suspend));
        il.Emit(OpCodes.Ldloc, hit);
        writer.StoreResult();
    }
}
