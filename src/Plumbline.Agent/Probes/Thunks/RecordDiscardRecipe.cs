using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>The end of an invocation that ended in a way that the condition does not ask about.</summary>
internal sealed class RecordDiscardRecipe(Site site) : ThunkRecipe(site)
{
    public override void Write(ThunkWriter writer)
    {
        writer.LoadTicket();
        var recording = RecordCode.Require(writer);
        writer.Count(Site.FalseCell);
        RecordCode.Call(writer, recording, nameof(RecordActions.Discard));
    }
}
