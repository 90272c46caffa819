using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// Counts evaluations of one expression that came to no value, and keeps the reason of the first. Only touched on the way of a
/// fault.
/// </summary>
internal sealed class EvaluationFaults
{
    [ThreadStatic]
    private static string? t_last;

    private readonly List<string> _sites = [];
    private long _count;
    private string? _first;

    /// <summary>Why the last evaluation on this thread was undefined; null once <see cref="Clear"/> was called.</summary>
    public static string? Last => t_last;

    /// <summary>Evaluations that were undefined.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Reason of the first, such as <c>order.Customer is null</c>.</summary>
    public string? First => Volatile.Read(ref _first);

    /// <summary>Call before an evaluation whose <see cref="Last"/> is looked at after it.</summary>
    public static void Clear() => t_last = null;

    internal int AddSite(string reason)
    {
        _sites.Add(reason);
        return _sites.Count - 1;
    }

    internal string Reason(int site) => _sites[site];

    /// <remarks>PERF: inlined into a condition, it would have every evaluation save the registers that it needs.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void Record(int site) => Record(_sites[site]);

    internal void Record(Exception error) => Record($"{error.GetType().Name} while evaluating");

    private void Record(string reason)
    {
        Interlocked.Increment(ref _count);
        t_last = reason;
        if (_first is null)
        {
            Interlocked.CompareExchange(ref _first, reason, null);
        }
    }
}
