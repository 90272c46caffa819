namespace Plumbline.Runtime;

/// <summary>What an entry is. A kind of message that has no word here keeps its name on the wire.</summary>
internal static class EntryKind
{
    public const string Capture = "capture";
    public const string Log = "log";
    public const string Failure = "failure";
    public const string First = "first";
    public const string Recording = "recording";
    public const string SlowCall = "slow-call";

    /// <param name="wire">The <c>t</c> of a message.</param>
    public static string Of(string wire) => wire switch
    {
        "captured" => Capture,
        "logged" => Log,
        "failure-seen" => Failure,
        "first-seen" => First,
        "recorded" => Recording,
        "slow-seen" => SlowCall,
        _ => wire,
    };
}
