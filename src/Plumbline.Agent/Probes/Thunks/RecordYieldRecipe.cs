using Plumbline.Agent.Probes.Recordings;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>A recorded iterator hands over an item.</summary>
internal sealed class RecordYieldRecipe(Site site) : ThunkRecipe(site)
{
    /// <summary>Role of the variable that holds the item.</summary>
    public const string Item = "item";

    public override void Write(ThunkWriter writer)
    {
        if (writer.Variables.FirstOrDefault(variable => variable.Role == Item) is not { } item)
        {
            return;
        }

        writer.LoadTicket();
        writer.Call(typeof(RecordActions), nameof(RecordActions.BeginYield));
        var recording = RecordCode.Require(writer);
        CaptureCode.Emit(writer.Il, recording, item, when: null);
        RecordCode.Call(writer, recording, nameof(RecordActions.EndCall));
    }
}
