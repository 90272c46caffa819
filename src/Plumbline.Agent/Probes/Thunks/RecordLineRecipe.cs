using System.Reflection.Emit;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A statement is about to run: what has changed since the last one is written. The hook's number says which statement.</summary>
internal sealed class RecordLineRecipe(Site site, IReadOnlyList<int> numbers) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.LoadTicket();
        writer.Il.Emit(OpCodes.Ldarg_0);
        writer.Call(typeof(RecordActions), nameof(RecordActions.BeginLine));
        var recording = RecordCode.Require(writer);
        RecordCode.EmitVariables(writer, recording, numbers);
        RecordCode.Call(writer, recording, nameof(RecordActions.EndStep));
    }
}
