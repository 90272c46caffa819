using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// A local that is added to the body and ties the hooks of one invocation together: what the first hands out, the later get.
/// Zero or null where the first was not run.
/// </summary>
/// <param name="Element">Object for a captured invocation, I8 for a timestamp.</param>
internal sealed record TicketSlot(ElementType Element);

internal enum TicketUse
{
    None,

    /// <summary>The thunk's result goes into the slot.</summary>
    Store,

    /// <summary>The hook runs only where the slot holds a ticket, and passes it.</summary>
    Pass,

    /// <summary>As <see cref="Pass"/>, and the slot is emptied.</summary>
    Take,
}
