using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// A local that is added to the body and ties the hooks of one invocation together: what the first hands out, the later get.
/// Zero or null where the first was not run. SAFETY: no record, because each is a local of its own: two probes on one method that
/// shared one would take each other's tickets.
/// </summary>
/// <param name="element">Object for a captured invocation, I8 for a timestamp, I4 for a mark that a hook has run.</param>
internal sealed class TicketSlot(ElementType element)
{
    public ElementType Element => element;
}

internal enum TicketUse
{
    None,

    /// <summary>The thunk's result goes into the slot.</summary>
    Store,

    /// <summary>The hook runs only where the slot holds a ticket, and passes it.</summary>
    Pass,

    /// <summary>As <see cref="Pass"/>, and the slot is emptied.</summary>
    Take,

    /// <summary>The hook runs only where the slot is empty, and fills it: once in an invocation.</summary>
    Once,
}
