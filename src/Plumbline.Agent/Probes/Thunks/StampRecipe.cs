using System.Reflection.Emit;
using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

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
