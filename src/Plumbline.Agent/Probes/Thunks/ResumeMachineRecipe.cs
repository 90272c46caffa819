using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>At every entry of a state machine: finds the ticket that was kept, if any.</summary>
internal sealed class ResumeMachineRecipe(Site site, MachineTickets tickets) : ThunkRecipe(site)
{
    public override Type Returns => typeof(object);

    public override void Write(ThunkWriter writer)
    {
        var machine = new MachineCode(writer.MachineVariable);
        if (machine.HasIdentity)
        {
            writer.LoadConstant(tickets);
            machine.EmitKey(writer.Il);
            writer.Call(typeof(MachineTickets), nameof(MachineTickets.Find));
            writer.StoreResult();
        }
    }
}
