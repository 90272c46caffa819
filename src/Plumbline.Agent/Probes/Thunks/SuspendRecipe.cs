using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>In front of a suspension: keeps the ticket under the identity of the state machine.</summary>
internal sealed class SuspendRecipe(Site site, MachineTickets tickets) : ThunkRecipe(site)
{
    public override bool Captures => false;

    public override void Write(ThunkWriter writer) => WriteKeep(writer, tickets, Site);

    public static void WriteKeep(ThunkWriter writer, MachineTickets tickets, Site site)
    {
        var machine = new MachineCode(writer.MachineVariable);
        if (!machine.HasIdentity)
        {
            WriteLoss(writer, site);
            return;
        }

        machine.EmitEnsureKey(writer.Il);
        writer.LoadConstant(tickets);
        machine.EmitKey(writer.Il);
        writer.LoadTicket();
        writer.Call(typeof(MachineTickets), nameof(MachineTickets.Keep));
    }

    /// <summary>Nothing will tell which invocation is resumed, so it is said that its end is not seen, and what there is of it is sent.</summary>
    private static void WriteLoss(ThunkWriter writer, Site site)
    {
        writer.Count(site.UnseenCell);
        if (writer.Content == TicketContent.Hit)
        {
            writer.LoadTicket();
            writer.Call(typeof(HitActions), nameof(HitActions.Abandon));
        }
        else if (site.Probe.Times is { } times)
        {
            writer.LoadConstant(times);
            writer.Call(typeof(TimeTotals), nameof(TimeTotals.Lose));
        }
    }
}
