using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Probes;

/// <summary>Tickets of invocations that are suspended, by the state machine's identity, which is not kept alive by it.</summary>
internal sealed class MachineTickets
{
    private readonly ConditionalWeakTable<object, object> _tickets = new();

    public object? Find(object? machine) => machine is not null && _tickets.TryGetValue(machine, out var ticket) ? ticket : null;

    public void Keep(object? machine, object ticket)
    {
        if (machine is not null && (!_tickets.TryGetValue(machine, out var known) || !ReferenceEquals(known, ticket)))
        {
            _tickets.AddOrUpdate(machine, ticket);
        }
    }

    /// <summary>The ticket of an invocation that ends while it is suspended; null where none has begun, or it has ended already.</summary>
    public object? Take(object machine) => _tickets.TryGetValue(machine, out var ticket) && _tickets.Remove(machine) ? ticket : null;

    /// <summary>Boxes are pooled and used again, so a ticket goes when its invocation ends.</summary>
    public void Forget(object? machine)
    {
        if (machine is not null)
        {
            _tickets.Remove(machine);
        }
    }
}
