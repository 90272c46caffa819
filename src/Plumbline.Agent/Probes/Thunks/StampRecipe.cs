using System.Reflection.Emit;
using Plumbline.Agent.Slow;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Only the time: gives the timestamp at which an invocation began as ticket.</summary>
/// <param name="counted">The method whose calls are counted here, or null.</param>
internal sealed class StampRecipe(Site site, bool boxed = false, SlowMethod? counted = null) : ThunkRecipe(site)
{
    public override Type Returns => boxed ? typeof(object) : typeof(long);

    public override bool Captures => false;

    public override void Write(ThunkWriter writer)
    {
        if (counted is not null)
        {
            writer.Il.Emit(OpCodes.Ldc_I4, counted.Number);
            writer.Call(typeof(CoarseTimes), nameof(CoarseTimes.Count));
        }

        writer.Call(typeof(System.Diagnostics.Stopwatch), nameof(System.Diagnostics.Stopwatch.GetTimestamp));
        if (boxed)
        {
            writer.Il.Emit(OpCodes.Box, typeof(long));
        }

        writer.StoreResult();
    }
}
