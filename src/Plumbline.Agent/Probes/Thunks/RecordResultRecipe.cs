using System.Reflection.Emit;
using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A call has returned a value of a type that <see cref="RecordResults"/> has no function for. The hook's number says which call.</summary>
internal sealed class RecordResultRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        if (!RecordCode.CanShow(writer.Variables[0].Type))
        {
            return;
        }

        writer.LoadTicket();
        writer.Il.Emit(OpCodes.Ldarg_0);
        writer.Call(typeof(RecordActions), nameof(RecordActions.BeginCall));
        var recording = RecordCode.Require(writer);
        CaptureCode.Emit(writer.Il, recording, writer.Variables[0], when: null);
        RecordCode.Call(writer, recording, nameof(RecordActions.EndCall));
    }
}
