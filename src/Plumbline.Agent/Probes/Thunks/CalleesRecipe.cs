using Plumbline.Agent.Slow;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The entry of a call whose callees are timed. Gives the <see cref="CalleeTimes"/> as ticket.</summary>
internal sealed class CalleesRecipe(Site site, SlowMethod method, CalleeTable table) : ThunkRecipe(site)
{
    public override Type Returns => typeof(object);

    public override void Write(ThunkWriter writer)
    {
        writer.LoadConstant(method);
        writer.LoadConstant(table);
        writer.Call(typeof(SlowMethod), nameof(SlowMethod.Start));
        writer.StoreResult();
    }
}

/// <summary>Before or after one place that a method calls from. One function serves all of them.</summary>
/// <param name="index">Number of the place.</param>
/// <param name="ends">Whether the call is over.</param>
internal sealed class CalleeMomentRecipe(Site site, int index, bool ends) : ThunkRecipe(site)
{
    public override int OnlyCell => index;

    public override nint OnlyFunction => ends ? CalleeTimes.EndFunction : CalleeTimes.BeginFunction;

    public override void Write(ThunkWriter writer) => throw new NotSupportedException("the function serves");
}
