using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>At the end of an invocation: forgets the ticket, then runs another recipe.</summary>
/// <param name="goesOn">
/// Whether the value on the stack, in the variable of role <see cref="More"/>, tells that this is no end: an iterator that yielded. Then the ticket is kept.
/// </param>
/// <param name="yields">What is done where it goes on, or null.</param>
internal sealed class LeaveMachineRecipe(ThunkRecipe inner, MachineTickets tickets, bool goesOn, ThunkRecipe? yields = null) : ThunkRecipe(inner.Site)
{
    /// <summary>Role of the variable that says whether an iterator goes on.</summary>
    public const string More = "more";

    public override bool Captures => inner.Captures;

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        if (goesOn)
        {
            var ends = il.DefineLabel();
            il.Emit(OpCodes.Ldarg, (short)writer.Variables.First(variable => variable.Role == More).Parameter);
            il.Emit(OpCodes.Brfalse, ends);
            SuspendRecipe.WriteKeep(writer, tickets, Site);
            yields?.Write(writer);
            writer.GoDone();
            il.MarkLabel(ends);
        }

        var machine = new MachineCode(writer.MachineVariable);
        if (machine.HasIdentity)
        {
            writer.LoadConstant(tickets);
            machine.EmitKey(il);
            writer.Call(typeof(MachineTickets), nameof(MachineTickets.Forget));
        }

        inner.Write(writer);
    }
}
