using System.Collections.Concurrent;

namespace Load;

/// <summary>
/// What came back. A refusal is an answer that the shop meant to give (a declined card, an unknown product); an error is
/// none: a 5xx status, a time-out, a broken connection.
/// </summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _refusals = new();
    private readonly ConcurrentDictionary<string, int> _errors = new();
    private int _orders;

    public Latencies Latencies { get; } = new();

    public IReadOnlyDictionary<string, int> Refusals => _refusals;

    public IReadOnlyDictionary<string, int> Errors => _errors;

    public int Orders => _orders;

    public void Refused(string kind) => CountIn(_refusals, kind);

    public void Failed(string kind) => CountIn(_errors, kind);

    public void Ordered() => Interlocked.Increment(ref _orders);

    private static void CountIn(ConcurrentDictionary<string, int> kinds, string kind) =>
        kinds.AddOrUpdate(kind, 1, (_, before) => before + 1);
}
