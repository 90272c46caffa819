namespace Plumbline.Ledger.Sources;

/// <summary>What is taken of an event. Events come from outside: everything that is read of them has a bound.</summary>
/// <param name="Bytes">Of one event; a larger one is not kept whole, and rejected.</param>
/// <param name="Depth">Of nested objects and arrays.</param>
/// <param name="Title">Characters of a title or a name; the rest is cut.</param>
/// <param name="Text">Characters of a body or a stack trace; the rest is cut.</param>
/// <param name="Items">Elements of a list: alerts, labels, builds.</param>
internal sealed record EventLimits(int Bytes = 4 * 1024 * 1024, int Depth = 64, int Title = 500, int Text = 64 * 1024, int Items = 1000)
{
    /// <summary>Nothing happened in software before.</summary>
    public static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of one entry of work; nobody works more in a day.</summary>
    public const double MostHours = 24;

    /// <summary>How far a sender's clock may be ahead of ours.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(1);
}
