namespace Plumbline.Agent.Watching;

/// <summary>What hangs on an exception that the feed has looked at. It lives as long as the exception, and keeps nothing alive.</summary>
/// <param name="number">Number of the exception in this watch.</param>
internal sealed class SeenException(long number)
{
    public long Number { get; } = number;

    /// <summary>Number of its last throw. Written by the thread that throws it.</summary>
    public long LastThrow { get; set; } = number;
}
