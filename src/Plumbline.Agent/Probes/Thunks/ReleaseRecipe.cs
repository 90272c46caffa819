using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of an invocation whose entry was taken and whose end shows nothing that was asked for.</summary>
internal sealed class ReleaseRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.LoadTicket();
        writer.Il.Emit(OpCodes.Castclass, typeof(Hit));
        writer.Call(typeof(HitActions), nameof(HitActions.Release));
    }
}
