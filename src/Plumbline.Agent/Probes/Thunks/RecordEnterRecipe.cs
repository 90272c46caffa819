using Plumbline.Agent.Expressions;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The entry of an invocation that may be recorded. Gives the <see cref="Recording"/> as ticket.</summary>
/// <param name="counts">Whether the entry is what counts as the hit; else the end is.</param>
internal sealed class RecordEnterRecipe(Site site, RecordMap map, ParsedExpression? condition, bool counts, IReadOnlyList<int> numbers) : ThunkRecipe(site)
{
    public override Type Returns => typeof(object);

    public override void Write(ThunkWriter writer)
    {
        writer.Condition(condition, Site, counts);
        writer.LoadConstant(Site);
        writer.LoadConstant(map);
        writer.Call(typeof(RecordActions), nameof(RecordActions.Begin));
        var recording = RecordCode.Require(writer);
        RecordCode.EmitVariables(writer, recording, numbers);
        RecordCode.Call(writer, recording, nameof(RecordActions.Entered));
        writer.Il.Emit(System.Reflection.Emit.OpCodes.Ldloc, recording);
        writer.StoreResult();
    }
}
