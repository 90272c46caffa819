using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Probes;
using Plumbline.Agent.Redaction;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Sees every exception of the process at the moment it is thrown, on the throwing thread, and hands it on as a <see cref="Flight"/>.
/// An exception that is thrown again, as every await does, is the same flight.
/// </summary>
internal sealed class ExceptionFeed : IDisposable
{
    /// <summary>Flights that may wait for the watch's thread. SAFETY: a storm of exceptions costs no more memory than these.</summary>
    private const int MostWaiting = 2000;

    private static ExceptionFeed? s_current;

    private readonly ConditionalWeakTable<Exception, SeenException> _seen = [];
    private readonly ConcurrentQueue<Throw> _waiting = new();

    /// <summary>Of each type, which exceptions are looked at although the budget is spent: else the first of a kind could be missed.</summary>
    private readonly ArmedQuota _rare = new();
    private readonly Profiler _profiler;
    private readonly CpuBudget _budget;
    private readonly Redactor _redactor;
    private long _next;
    private int _hasNews;
    private long _unlooked;

    public ExceptionFeed(Profiler profiler, CpuBudget budget, Redactor redactor)
    {
        _profiler = profiler;
        _budget = budget;
        _redactor = redactor;
        _profiler.WatchExceptions(on: true);
        AppDomain.CurrentDomain.FirstChanceException += OnThrown;
        Volatile.Write(ref s_current, this);
    }

    /// <summary>What is known of an exception; null where it was not looked at, or nothing watches.</summary>
    public static SeenException? Find(Exception exception) =>
        Volatile.Read(ref s_current) is { } feed && feed._seen.TryGetValue(exception, out var seen) ? seen : null;

    /// <summary>Exceptions that were only counted: the CPU budget was spent, or too many waited.</summary>
    public long Unlooked => Interlocked.Read(ref _unlooked);

    public bool TryTake(out Throw thrown) => _waiting.TryDequeue(out thrown!);

    public void Dispose()
    {
        Interlocked.CompareExchange(ref s_current, null, this);
        AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
        _profiler.WatchExceptions(on: false);
    }

    /// <summary>Set when an exception is there to be taken that was not seen before; once, until that is <see cref="Heard"/>.</summary>
    public AutoResetEvent News { get; } = new(false);

    public void Heard() => Volatile.Write(ref _hasNews, 0);

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs args)
    {
        // SAFETY: an exception of our own in here would raise this event again.
        if (!Reentrancy.TryEnter())
        {
            return;
        }

        try
        {
            See(args.Exception);
            _budget.Charge(Stopwatch.GetTimestamp() - Reentrancy.Since);
        }
        catch (Exception fault)
        {
            SelfLog.Fault("looking at an exception", fault);
        }
        finally
        {
            Reentrancy.Leave();
        }
    }

    private void See(Exception exception)
    {
        var again = _seen.TryGetValue(exception, out var known);
        // SAFETY: with little memory or stack left, looking closer would make it worse.
        if (_waiting.Count >= MostWaiting || !(_budget.HasRoom || _rare.TryTake(exception.GetType())) || exception is OutOfMemoryException or InsufficientExecutionStackException
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Interlocked.Increment(ref _unlooked);
            return;
        }

        var number = Interlocked.Increment(ref _next);
        _profiler.Thrown(number);
        var stack = new StackTrace(2, fNeedFileInfo: false);
        if (again)
        {
            known!.LastThrow = number;
            _waiting.Enqueue(new Throw(number, known.Number, exception.GetType(), stack, Origin: null, Flight: null));
            return;
        }

        _seen.Add(exception, new SeenException(number));
        if (Interlocked.Exchange(ref _hasNews, 1) == 0)
        {
            News.Set();
        }

        _waiting.Enqueue(new Throw(number, number, exception.GetType(), stack, new StackTrace(exception, fNeedFileInfo: false).GetFrame(0), Describe(exception, number)));
    }

    private Flight Describe(Exception exception, long number)
    {
        var inner = ExceptionText.Inner(exception);
        var activity = Activity.Current;
        return new Flight
        {
            Number = number,
            Type = TypeText(exception.GetType()),
            Message = ExceptionText.Message(exception, _redactor),
            At = Clock.Microseconds(Reentrancy.Since),
            ThreadId = Environment.CurrentManagedThreadId,
            TraceId = activity?.TraceId.ToHexString(),
            SpanId = activity?.SpanId.ToHexString(),
            Inner = [.. inner.Select(one => (TypeText(one.GetType()), ExceptionText.Message(one, _redactor)))],
            Takes = [.. inner.Select(one => _seen.TryGetValue(one, out var taken) ? taken.Number : 0).Where(taken => taken > 0)],
        };
    }

    private static string TypeText(Type type) => type.FullName ?? type.Name;
}
