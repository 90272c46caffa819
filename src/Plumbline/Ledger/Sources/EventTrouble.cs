namespace Plumbline.Ledger.Sources;

/// <summary>Why an event can't be taken: the first thing that was wrong.</summary>
/// <param name="Latest">The latest moment that an event can speak of.</param>
internal sealed class EventTrouble(DateTimeOffset latest)
{
    public DateTimeOffset Latest { get; } = latest;

    public string? Reason { get; private set; }

    public void Note(string reason) => Reason ??= reason;
}
