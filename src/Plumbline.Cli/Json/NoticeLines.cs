using Plumbline.Wire;

namespace Plumbline.Cli.Json;

/// <summary>Something that an armed method showed for the first time.</summary>
/// <param name="Number">The capture of that call carries it as <c>first</c>.</param>
/// <param name="Variable">The argument; null for the result and for the method itself.</param>
/// <param name="Held">Firsts that were not told since the last one.</param>
internal sealed record FirstLine(
    long Number,
    string At,
    string Method,
    string? File,
    int? Line,
    string? Variable,
    string Fact,
    string What,
    long Calls,
    long? Exception,
    long? Held) : JsonLine
{
    public static FirstLine From(FirstSeen first) => new(
        first.Number,
        WireTime.Text(first.At),
        first.Method,
        first.File,
        first.Line == 0 ? null : first.Line,
        first.Variable,
        first.Fact,
        first.What,
        first.Calls,
        first.Exception == 0 ? null : first.Exception,
        first.Held == 0 ? null : first.Held);
}

/// <summary>A call that took too long.</summary>
/// <param name="Number">The capture of that call carries it as <c>slow</c>.</param>
/// <param name="Count">Slow calls of the method so far.</param>
internal sealed record SlowCallLine(
    long Number,
    string At,
    string Method,
    string? File,
    int? Line,
    double Microseconds,
    string? Outcome,
    long Count,
    string? TraceId,
    CalleeTime[]? Callees) : JsonLine
{
    public static SlowCallLine From(SlowSeen slow) => new(
        slow.Number,
        WireTime.Text(slow.At),
        slow.Method,
        slow.File,
        slow.Line == 0 ? null : slow.Line,
        slow.Microseconds,
        slow.Outcome,
        slow.Count,
        slow.TraceId,
        slow.Callees);
}
