using System.Reflection.Emit;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of a recorded invocation: what has changed, and its result or exception. Takes the ticket.</summary>
/// <param name="condition">What must hold for the recording to be kept, or null.</param>
/// <param name="numbers">By the thunk's variables: the number in the map.</param>
internal sealed class RecordEndRecipe(Site site, ParsedExpression? condition, IReadOnlyList<int> numbers, string outcome) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        writer.LoadTicket();
        var recording = RecordCode.Require(writer);
        if (condition is not null)
        {
            writer.Condition(condition, Site, otherwise: () => RecordCode.Call(writer, recording, nameof(RecordActions.Discard)));
        }

        var begun = il.DefineLabel();
        il.Emit(OpCodes.Ldloc, recording);
        writer.Call(typeof(RecordActions), nameof(RecordActions.BeginEnd));
        il.Emit(OpCodes.Brtrue, begun);
        writer.GoDone();
        il.MarkLabel(begun);
        RecordCode.EmitVariables(writer, recording, numbers);
        RecordCode.EmitOutcome(writer, recording, Site);
        il.Emit(OpCodes.Ldloc, recording);
        il.Emit(OpCodes.Ldstr, outcome);
        writer.Call(typeof(RecordActions), nameof(RecordActions.End));
    }
}
