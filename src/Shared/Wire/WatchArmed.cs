namespace Plumbline.Wire;

/// <summary>The watch is on, or has armed more methods since.</summary>
/// <param name="Armed">Methods that capture their values when an exception flies.</param>
/// <param name="Refused">How many were refused, by reason.</param>
internal sealed record WatchArmed(int Armed, Dictionary<string, int> Refused) : WireMessage
{
    /// <summary>Methods of these that learn what their values are like. Where many are armed, it is those that are called.</summary>
    public int Learning { get; init; }
}
