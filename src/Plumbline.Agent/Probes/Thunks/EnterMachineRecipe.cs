using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>At every entry of a state machine: begins an invocation, or finds the ticket of the one that goes on.</summary>
internal sealed class EnterMachineRecipe(ThunkRecipe inner, BodyKind kind, MachineTickets tickets) : ThunkRecipe(inner.Site)
{
    public override Type Returns => typeof(object);

    public override bool Captures => inner.Captures;

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        var machine = new MachineCode(writer.MachineVariable);
        var first = il.DefineLabel();
        machine.EmitIsFirst(il, kind);
        il.Emit(OpCodes.Brtrue, first);
        if (machine.HasIdentity)
        {
            writer.LoadConstant(tickets);
            machine.EmitKey(il);
            writer.Call(typeof(MachineTickets), nameof(MachineTickets.Find));
            writer.StoreResult();
        }

        writer.GoDone();
        il.MarkLabel(first);
        writer.PassWhenSpent(Site);
        inner.Write(writer);
    }
}
