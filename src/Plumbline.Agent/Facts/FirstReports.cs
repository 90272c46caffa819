using System.Diagnostics;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Probes;

namespace Plumbline.Agent.Facts;

/// <summary>
/// The firsts for one controller: collects them from the threads of the user, and tells the most surprising ones, few a minute. What is
/// not told is counted.
/// </summary>
internal sealed class FirstReports(Func<OutFrame, bool> send)
{
    /// <summary>Firsts that may wait for the next tick. SAFETY: each may hold a capture.</summary>
    private const int MostWaiting = 32;

    /// <summary>Methods whose facts are kept apart; what is armed after is not followed.</summary>
    private const int MostMethods = 20_000;

    private const double MostAtOnce = 6;

    /// <summary>Room that lesser firsts leave to the others.</summary>
    private const double Reserved = 3;
    private const double PerSecond = 0.1;
    private const double SecondsPerMethod = 30;
    private const double TickSeconds = 0.25;

    /// <summary>
    /// Calls a second that are looked at closely, of one method; where more come, every 2nd, 4th, 8th is. And of all methods, which is one percent of
    /// a core where a look takes 0.5 us: then those that are called most are looked at less.
    /// </summary>
    private const double CloseOfMethod = 5000;
    private const double CloseOfAll = 20_000;
    private const double FewestOfMethod = 50;

    private readonly object _lock = new();
    private readonly List<FirstReport> _waiting = [];
    private readonly List<MethodFacts> _followed = [];
    private readonly Dictionary<MethodFacts, (long At, double Rank)> _told = [];
    private readonly CallTotals _totals = new();
    private double _room = MostAtOnce;
    private long _at = Stopwatch.GetTimestamp();
    private long _number;
    private long _held;

    /// <summary>Begins to see to how closely a method is looked at.</summary>
    public void Follow(MethodFacts facts)
    {
        lock (_lock)
        {
            if (_followed.Count < MostMethods)
            {
                _followed.Add(facts);
            }
        }
    }

    /// <summary>A number for a first that is worth a capture; 0 where too many wait already.</summary>
    public long Offer(FirstFound found)
    {
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting && !IsQuiet(found))
            {
                return ++_number;
            }

            _held++;
            return 0;
        }
    }

    /// <summary>Puts a first in line. What finds no room gives its capture back.</summary>
    public void Add(FirstReport report)
    {
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting)
            {
                _waiting.Add(report);
                return;
            }

            _held++;
        }

        CaptureBuffers.Return(report.Capture);
    }

    /// <summary>The method that a source name and a body's token stand for, where it was armed.</summary>
    public MethodFacts? Find(string method, int token)
    {
        lock (_lock)
        {
            return _followed.Find(facts => facts.Site.Label.BodyToken == token && facts.Site.Label.Method == method);
        }
    }

    /// <summary>Tells what waits, and sees to the methods. Called by one thread, often.</summary>
    /// <param name="hasRoom">Whether the CPU budget has room.</param>
    public void Tick(bool hasRoom)
    {
        var seconds = Stopwatch.GetElapsedTime(_at).TotalSeconds;
        if (seconds < TickSeconds)
        {
            Tell(0);
            return;
        }

        _at = Stopwatch.GetTimestamp();
        MethodFacts[] followed;
        lock (_lock)
        {
            followed = [.. _followed];
        }

        _totals.Read();
        foreach (var facts in followed)
        {
            facts.Tick(_totals.Of(facts.Counter), seconds);
        }

        double? most = hasRoom ? Most(followed) : null;
        foreach (var facts in followed)
        {
            facts.Look(most);
        }

        Tell(seconds);
    }

    /// <summary>The bound of each method that keeps them all within theirs.</summary>
    public static double Most(MethodFacts[] followed)
    {
        var most = CloseOfMethod;
        while (most > FewestOfMethod && followed.Sum(facts => facts.LooksAtAll ? Math.Min(facts.Rate, most) : 0) > CloseOfAll)
        {
            most /= 2;
        }

        return most;
    }

    private void Tell(double seconds)
    {
        FirstReport[] waiting;
        lock (_lock)
        {
            _room = Math.Min(MostAtOnce, _room + (seconds * PerSecond));
            waiting = [.. _waiting.OrderByDescending(report => report.Found.Rank)];
            _waiting.Clear();
        }

        foreach (var report in waiting)
        {
            if (!TryTell(report))
            {
                CaptureBuffers.Return(report.Capture);
            }
        }
    }

    /// <returns>Whether the capture is on its way.</returns>
    private bool TryTell(FirstReport report)
    {
        long held;
        lock (_lock)
        {
            if (_room < (FirstRule.IsLesser(report.Found.Kind) ? 1 + Reserved : 1) || IsQuiet(report.Found))
            {
                _held++;
                return false;
            }

            _room--;
            _told[report.Found.Facts] = (Stopwatch.GetTimestamp(), report.Found.Rank);
            (held, _held) = (_held, 0);
        }

        return send(new OutFrame(report.Message(held))) && report.Capture.Count > 0 && send(new OutFrame(report.Capture));
    }

    /// <summary>Whether the method told something as surprising a moment ago.</summary>
    private bool IsQuiet(FirstFound found) =>
        _told.TryGetValue(found.Facts, out var told) && found.Rank <= told.Rank && Stopwatch.GetElapsedTime(told.At).TotalSeconds < SecondsPerMethod;
}
