using System.Reflection.Emit;
using Plumbline.Agent.Slow;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The entry of a call that is timed by the coarse clock. Woven code reads the clock itself; only a state machine needs more.</summary>
internal sealed class CoarseBeginRecipe(Site site, SlowMethod method) : ThunkRecipe(site)
{
    public override Type Returns => typeof(object);

    public override int OnlyCell => method.Number;

    public override void Write(ThunkWriter writer)
    {
        writer.Il.Emit(OpCodes.Ldc_I4, method.Number);
        writer.Call(typeof(CoarseTimes), nameof(CoarseTimes.BeginBoxed));
        writer.StoreResult();
    }
}

/// <summary>The end of such a call. Takes the ticket.</summary>
/// <param name="threw">Whether the exception is passed, too.</param>
internal sealed class CoarseEndRecipe(Site site, SlowMethod method, bool threw) : ThunkRecipe(site)
{
    public override int OnlyCell => method.Number;

    public override nint OnlyFunction => threw ? CoarseTimes.ThrewFunction : CoarseTimes.EndFunction;

    public override void Write(ThunkWriter writer)
    {
        writer.Il.Emit(OpCodes.Ldc_I4, method.Number);
        writer.LoadStarted();
        writer.Call(typeof(CoarseTimes), nameof(CoarseTimes.End));
    }
}
