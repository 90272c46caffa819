using Plumbline.Agent.Expressions;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>An exception is about to leave a recorded method. Its end comes later, when its finally blocks have run.</summary>
/// <param name="condition">What must hold for the recording to be kept, or null.</param>
/// <param name="numbers">By the thunk's variables: the number in the map.</param>
internal sealed class RecordThrowRecipe(Site site, ParsedExpression? condition, IReadOnlyList<int> numbers) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        if (condition is not null)
        {
            writer.Condition(condition, Site, otherwise: () =>
            {
                writer.LoadTicket();
                writer.Call(typeof(RecordActions), nameof(RecordActions.Discard));
            });
        }

        writer.LoadTicket();
        writer.Call(typeof(RecordActions), nameof(RecordActions.BeginThrow));
        var recording = RecordCode.Require(writer);
        RecordCode.EmitVariables(writer, recording, numbers);
        RecordCode.EmitOutcome(writer, recording, Site);
        RecordCode.Call(writer, recording, nameof(RecordActions.EndStep));
    }
}
