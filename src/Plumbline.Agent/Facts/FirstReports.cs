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

    private readonly object _lock = new();
    private readonly List<FirstReport> _waiting = [];
    private readonly List<MethodFacts> _followed = [];
    private readonly Dictionary<MethodFacts, (long At, double Rank)> _told = [];
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

        foreach (var facts in followed)
        {
            facts.Tick(seconds, hasRoom);
        }

        Tell(seconds);
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
