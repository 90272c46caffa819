using System.Diagnostics;
using Plumbline.Wire;

namespace Plumbline.Agent.Slow;

/// <summary>
/// The ticket of one call whose callees are timed. Woven code calls <see cref="Begin"/> and <see cref="End"/> around each place that it
/// calls from; one thread at a time, as a call is in one place at a time.
/// </summary>
internal sealed class CalleeTimes
{
    /// <summary>Calls from one place that are timed; those after are only counted. SAFETY: a loop of a million calls costs no million clocks.</summary>
    private const int MostTimed = 1000;

    private readonly CalleeTable? _table;
    private readonly Place[] _places;
    private int _current = -1;

    /// <param name="table">What it calls; null where its callees are not timed.</param>
    public CalleeTimes(CalleeTable? table)
    {
        _table = table;
        _places = table is null ? [] : new Place[table.Methods.Length];
        Started = Stopwatch.GetTimestamp();
    }

    /// <summary>When the call began (Stopwatch ticks).</summary>
    public long Started { get; }

    /// <summary>Addresses of <see cref="Begin"/> and <see cref="End"/>, for woven code.</summary>
    public static unsafe nint BeginFunction => (nint)(delegate*<int, object, void>)&Begin;

    public static unsafe nint EndFunction => (nint)(delegate*<int, object, void>)&End;

    public static long StartedOf(object ticket) => ((CalleeTimes)ticket).Started;

    /// <summary>Where the time went, longest first; null where it was not looked at.</summary>
    /// <param name="threw">Whether an exception ended the call: then it may have come from the place that was called last.</param>
    public CalleeTime[]? Sums(bool threw)
    {
        if (_table is not { } table)
        {
            return null;
        }

        if (threw && _current >= 0)
        {
            End(_current, this);
        }

        return
        [
            .. _places.Select((place, i) => (Method: table.Methods[i], place.Ticks, place.Calls)).Where(place => place.Calls > 0)
                .GroupBy(place => place.Method, (method, places) => (Method: method, Places: places.ToList()))
                .Select(callee => new CalleeTime(callee.Method, Microseconds(callee.Places.Sum(place => place.Ticks)), callee.Places.Sum(place => place.Calls)))
                .OrderByDescending(callee => callee.Microseconds),
        ];
    }

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;

    /// <summary>SAFETY: called without a handler around it, so nothing is thrown here.</summary>
    private static void Begin(int index, object ticket)
    {
        if (ticket is CalleeTimes times && (uint)index < (uint)times._places.Length)
        {
            ref var place = ref times._places[index];
            place.Started = place.Calls < MostTimed ? Stopwatch.GetTimestamp() : -1;
            times._current = index;
        }
    }

    /// <summary>Control also comes here by ways that did not lead through the call: then nothing has begun.</summary>
    private static void End(int index, object ticket)
    {
        if (ticket is CalleeTimes times && (uint)index < (uint)times._places.Length)
        {
            ref var place = ref times._places[index];
            if (place.Started == 0)
            {
                return;
            }

            place.Ticks += place.Started > 0 ? Stopwatch.GetTimestamp() - place.Started : 0;
            place.Calls++;
            place.Started = 0;
            times._current = -1;
        }
    }

    private struct Place
    {
        public long Started;
        public long Ticks;
        public long Calls;
    }
}
