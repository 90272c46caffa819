using System.Reflection.Emit;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>Runs another recipe only where an invocation of a state machine begins.</summary>
internal sealed class FirstEntryRecipe(ThunkRecipe inner, BodyKind kind) : ThunkRecipe(inner.Site)
{
    public override void Write(ThunkWriter writer)
    {
        var first = writer.Il.DefineLabel();
        new MachineCode(writer.MachineVariable).EmitIsFirst(writer.Il, kind);
        writer.Il.Emit(OpCodes.Brtrue, first);
        writer.GoDone();
        writer.Il.MarkLabel(first);
        inner.Write(writer);
    }
}

/// <summary>At every entry of a state machine: begins an invocation, or finds the ticket of the one that goes on.</summary>
internal sealed class EnterMachineRecipe(ThunkRecipe inner, BodyKind kind, MachineTickets tickets) : ThunkRecipe(inner.Site)
{
    public override Type Returns => typeof(object);

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

/// <summary>In front of a suspension: keeps the ticket under the identity of the state machine.</summary>
internal sealed class SuspendRecipe(Site site, MachineTickets tickets) : ThunkRecipe(site)
{
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

/// <summary>At the end of an invocation: forgets the ticket, then runs another recipe.</summary>
/// <param name="goesOn">
/// Whether the value on the stack, in the variable of role <see cref="More"/>, tells that this is no end: an iterator that yielded. Then the ticket is kept.
/// </param>
internal sealed class LeaveMachineRecipe(ThunkRecipe inner, MachineTickets tickets, bool goesOn) : ThunkRecipe(inner.Site)
{
    /// <summary>Role of the variable that says whether an iterator goes on.</summary>
    public const string More = "more";

    public override void Write(ThunkWriter writer)
    {
        var il = writer.Il;
        if (goesOn)
        {
            var ends = il.DefineLabel();
            il.Emit(OpCodes.Ldarg, (short)writer.Variables.First(variable => variable.Role == More).Parameter);
            il.Emit(OpCodes.Brfalse, ends);
            SuspendRecipe.WriteKeep(writer, tickets, Site);
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
