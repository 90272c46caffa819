using Plumbline.Wire;

namespace Plumbline.Agent.Facts;

/// <summary>A first on its way to the controller.</summary>
/// <param name="Number">In this watch, from 1; the capture carries it, too.</param>
/// <param name="Found">What was seen.</param>
/// <param name="At">Unix microseconds.</param>
/// <param name="Capture">The capture of that call, as JSON; empty where there is none.</param>
internal sealed record FirstReport(long Number, FirstFound Found, long At, ArraySegment<byte> Capture)
{
    /// <summary>Of what was swallowed: number of the exception; else 0.</summary>
    public long Exception { get; init; }

    /// <param name="held">Firsts that were not told since the last one that was.</param>
    public FirstSeen Message(long held)
    {
        var label = Found.Facts.Site.Label;
        return new FirstSeen
        {
            Number = Number,
            Method = label.Method,
            File = label.File,
            Line = label.Line,
            Variable = Found.Name,
            Fact = Name(Found.Kind),
            What = Found.What,
            Calls = Found.Calls,
            At = At,
            Exception = Exception,
            Held = held,
        };
    }

    private static string Name(FirstKind kind) => kind switch
    {
        FirstKind.NotANumber => "not-a-number",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
