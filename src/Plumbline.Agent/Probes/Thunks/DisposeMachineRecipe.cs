using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>At a Dispose: ends an iterator that was left before its end. Finds the ticket by itself.</summary>
internal sealed class DisposeMachineRecipe(ThunkRecipe inner, MachineTickets tickets) : ThunkRecipe(inner.Site)
{
    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var ticket = il.DeclareLocal(typeof(object));
        var found = il.DefineLabel();
        writer.LoadConstant(tickets);
        new MachineCode(writer.MachineVariable).EmitKey(il);
        writer.Call(typeof(MachineTickets), nameof(MachineTickets.Take));
        il.Emit(OpCodes.Stloc, ticket);
        il.Emit(OpCodes.Ldloc, ticket);
        il.Emit(OpCodes.Brtrue, found);
        writer.GoDone();
        il.MarkLabel(found);
        writer.TicketLocal = ticket;
        inner.Write(writer);
    }
}
