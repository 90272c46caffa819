using Plumbline.Agent.Facts;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Notices the first time that an armed method swallows an exception of a type. A catch that throws it on looks the same at first, so a
/// moment is waited. Touched by the watch's thread alone.
/// </summary>
internal sealed class SwallowFirsts
{
    private const int MostKnown = 2000;
    private const int TicksToWait = 10;
    private readonly HashSet<(string Method, int Token, string Type)> _known = [];
    private readonly Queue<Catch> _waiting = new();
    private long _tick;

    /// <param name="method">Source name of the method that caught it.</param>
    /// <param name="token">Token of its body.</param>
    /// <param name="flight">The exception.</param>
    /// <param name="isOver">Whether that catch is still where it ended.</param>
    public void See(string method, int token, Flight flight, Func<bool> isOver)
    {
        if (_known.Count < MostKnown && _waiting.Count < MostKnown && !_known.Contains((method, token, flight.Type)))
        {
            _waiting.Enqueue(new Catch(method, token, flight, isOver, _tick + TicksToWait));
        }
    }

    public void Tick(IReadOnlyList<FirstReports> owners)
    {
        _tick++;
        while (_waiting.TryPeek(out var next) && next.Due <= _tick)
        {
            _waiting.Dequeue();
            if (next.IsOver() && _known.Add((next.Method, next.Token, next.Flight.Type)))
            {
                Tell(owners, next);
            }
        }
    }

    private static void Tell(IReadOnlyList<FirstReports> owners, Catch swallowed)
    {
        foreach (var firsts in owners)
        {
            if (firsts.Find(swallowed.Method, swallowed.Token) is { } facts && facts.Calls is var calls
                && FirstRule.IsWorth(FirstKind.Swallowed, calls, changed: 0))
            {
                var found = new FirstFound(facts, Name: null, FirstKind.Swallowed, swallowed.Flight.Type, calls);
                if (firsts.Offer(found) is > 0 and var number)
                {
                    firsts.Add(new FirstReport(number, found, swallowed.Flight.At, default) { Exception = swallowed.Flight.Number });
                }
            }
        }
    }

    private sealed record Catch(string Method, int Token, Flight Flight, Func<bool> IsOver, long Due);
}
