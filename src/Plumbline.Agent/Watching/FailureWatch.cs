using System.Diagnostics;
using Plumbline.Agent.Facts;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Native;
using Plumbline.Agent.Probes;
using Plumbline.Agent.Redaction;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Watches the failures of the process: groups what the feed sees, works out where each ends, and tells the controllers that asked what
/// is new or has changed. All but the feed's event runs on a thread of its own.
/// </summary>
internal sealed class FailureWatch : IDisposable
{
    /// <summary>How often it looks while something goes on, and while nothing does. What is thrown wakes it.</summary>
    private const int BusyMilliseconds = 50;
    private const int QuietMilliseconds = 250;

    /// <summary>How long after the last news their ends are waited for.</summary>
    private const double SecondsBusy = 1;

    /// <summary>How long news wait for what belongs to them: the frames that it passes, and the catch that ends it.</summary>
    private const int GatherMilliseconds = 15;

    /// <summary>Groups that are kept apart; what comes after is counted only.</summary>
    private const int MostGroups = 500;

    /// <summary>Flights that may still come to an end. An exception that is kept and thrown later than that is a new one to us.</summary>
    private const int MostFlying = 4000;

    private readonly List<(ProbeOwner Owner, Arming Arming)> _owners = [];
    private readonly Profiler _profiler;
    private readonly CpuBudget _budget;
    private readonly SwallowFirsts _swallows = new();
    private readonly ExceptionFeed _feed;
    private readonly FrameNames _names;
    private readonly CatchFinder _catches;
    private readonly FlightEnds _ends = new();
    private readonly FailurePath _path;
    private readonly Dictionary<(string Type, string Method, int Line), FailureGroup> _groups = [];
    private readonly Dictionary<long, Flown> _flown = [];
    private readonly Queue<long> _order = new();
    private readonly ManualResetEvent _stop = new(false);
    private readonly LastWords _lastWords;
    private readonly ThroughputReport _throughput = new();
    private readonly CallTotals _totals = new();
    private long _thrown;
    private long _framework;
    private bool _newcomers;
    private volatile bool _moduleLoaded;
    private long _totalsAt;
    private long _learnedAt;
    private long _newsAt;
    private long _unlookedTold;

    public FailureWatch(Profiler profiler, ProbeServices services, LoadedModules modules, SymbolStore symbols, Redactor redactor)
    {
        _profiler = profiler;
        _budget = services.Budget;
        _names = services.Frames;
        _path = new FailurePath(modules);
        _catches = new CatchFinder(modules, symbols, new ModuleIds(profiler, modules));
        _feed = new ExceptionFeed(profiler, services.Budget, redactor);
        _lastWords = new LastWords(IsSent);
        new Thread(Run) { IsBackground = true, Name = "plumbline watch" }.Start();
    }

    /// <summary>Tells this controller, too, from now on.</summary>
    public void Join(ProbeOwner owner, Arming arming)
    {
        lock (_owners)
        {
            _owners.Add((owner, arming));
            _newcomers = true;
        }
    }

    /// <returns>Whether nobody is left to tell.</returns>
    public bool Leave(ProbeOwner owner)
    {
        lock (_owners)
        {
            _owners.RemoveAll(known => known.Owner == owner);
            return _owners.Count == 0;
        }
    }

    public void Dispose()
    {
        _feed.Dispose();
        _lastWords.Dispose();
        _throughput.Dispose();
        _stop.Set();
    }

    private void Run()
    {
        Reentrancy.MarkAgentThread();
        WaitHandle[] signals = [_stop, _lastWords.Wanted, _feed.News];
        while (WaitHandle.WaitAny(signals, IsBusy ? BusyMilliseconds : QuietMilliseconds) is var signal && signal != 0)
        {
            if (signal == 2)
            {
                _newsAt = Stopwatch.GetTimestamp();
                _stop.WaitOne(GatherMilliseconds);
                _feed.Heard();
            }

            try
            {
                Tick();
            }
            catch (Exception fault)
            {
                SelfLog.Fault("watching failures", fault);
            }

            if (signal == 1)
            {
                _lastWords.Told();
            }
        }
    }

    private bool IsBusy => _newsAt != 0 && Stopwatch.GetElapsedTime(_newsAt).TotalSeconds < SecondsBusy;

    /// <summary>An assembly was loaded: it may hold methods to arm.</summary>
    public void ModuleLoaded() => _moduleLoaded = true;

    private bool IsSent()
    {
        lock (_owners)
        {
            return _owners.TrueForAll(known => known.Owner.Outbox.IsIdle);
        }
    }

    private void Tick()
    {
        // What was thrown is in the feed before the runtime tells what becomes of it, so the records are taken first.
        var records = _profiler.DrainFlights(out _);
        var takes = new List<Flight>();
        while (_feed.TryTake(out var thrown))
        {
            if (thrown.Flight is { } flight)
            {
                Add(flight, thrown);
                takes.Add(flight);
            }
            else if (_flown.TryGetValue(thrown.Exception, out var flown))
            {
                flown.Group.Rethrown(flown.Flight, _names.Of(thrown.Stack));
                Keep(thrown, flown);
            }
        }

        foreach (var caught in _ends.Take(records))
        {
            End(caught);
        }

        takes.ForEach(Take);
        Tell();
        ArmNewcomers();
        TickFirsts();
        _throughput.Tick(Owners().Select(known => known.Owner), _totals);
    }

    /// <summary>What found no room on its way is told again.</summary>
    private void Tell()
    {
        lock (_owners)
        {
            var news = _groups.Values.Where(group => group.IsChanged || _newcomers).ToList();
            foreach (var group in news)
            {
                var seen = group.Seen();
                if (_owners.TrueForAll(known => known.Owner.Send(known.Arming.Redacted(seen))))
                {
                    group.Told();
                }
            }

            if (news.Count > 0 || MustTellTotals())
            {
                (_totalsAt, _unlookedTold) = (Stopwatch.GetTimestamp(), _feed.Unlooked);
                var totals = new FailureTotals(_thrown, _framework, _unlookedTold);
                _owners.ForEach(known => known.Owner.Send(totals));
            }

            _newcomers = false;
        }
    }

    /// <summary>In a storm there may be no news but how many were not looked at.</summary>
    private bool MustTellTotals() => _feed.Unlooked != _unlookedTold && Stopwatch.GetElapsedTime(_totalsAt).TotalSeconds >= 1;

    private void ArmNewcomers()
    {
        if (!_moduleLoaded)
        {
            return;
        }

        _moduleLoaded = false;
        foreach (var (owner, arming) in Owners())
        {
            if (arming.ArmLoaded() is { } armed)
            {
                owner.Send(armed);
            }
        }
    }

    private void TickFirsts()
    {
        FirstReports[] owners = [.. Owners().Select(known => known.Owner.Firsts)];
        _swallows.Tick(owners);
        foreach (var firsts in owners)
        {
            firsts.Tick(_budget.HasRoom);
        }

        var learns = _budget.HasRoom && Stopwatch.GetElapsedTime(_learnedAt).TotalSeconds >= 1;
        if (learns)
        {
            _learnedAt = Stopwatch.GetTimestamp();
            _totals.Read();
        }

        foreach (var (owner, arming) in Owners())
        {
            arming.TimeCallees();
            if (learns && arming.Learn(_totals) is { } armed)
            {
                owner.Send(armed);
            }
        }
    }

    private (ProbeOwner Owner, Arming Arming)[] Owners()
    {
        lock (_owners)
        {
            return [.. _owners];
        }
    }

    private void Add(Flight flight, Throw thrown)
    {
        _thrown++;
        var frames = _names.Of(thrown.Stack, thrown.OffsetIn);
        if (Array.Find(frames, frame => frame.User) is not { } place)
        {
            _framework++;
            return;
        }

        var key = (flight.Type, place.Method, place.Line);
        if (!_groups.TryGetValue(key, out var group))
        {
            if (_groups.Count >= MostGroups)
            {
                return;
            }

            _groups[key] = group = new FailureGroup(_groups.Count + 1, flight, frames, place);
            ArmPath(group, thrown.Stack);
        }

        group.Add(flight);
        Keep(thrown, new Flown(flight, group));
    }

    /// <summary>What was not armed before is at the second failure of this kind.</summary>
    private void ArmPath(FailureGroup group, StackTrace stack)
    {
        var path = _path.Of(stack);
        foreach (var (owner, arming) in Owners())
        {
            if (arming.Arm($"path of failure {group.Id}", path) is { } armed)
            {
                owner.Send(armed);
            }
        }
    }

    /// <summary>A throw that may still come to an end.</summary>
    private void Keep(Throw thrown, Flown flown)
    {
        flown.Last = thrown.Number;
        flown.Throw = new KeptThrow(thrown);
        _flown[thrown.Number] = flown;
        _order.Enqueue(thrown.Number);
        if (_order.Count > MostFlying)
        {
            _flown.Remove(_order.Dequeue());
        }
    }

    /// <summary>An exception took over the ones inside it: what caught those did so to throw this one.</summary>
    private void Take(Flight flight)
    {
        foreach (var number in flight.Takes)
        {
            if (_flown.TryGetValue(number, out var taken) && _flown.TryGetValue(flight.Number, out var taker))
            {
                Settle(taken, new FailureEnd(FailureEndKind.Wrapped, taker.Group.Type, taker.Group.Place.File, taker.Group.Place.Line));
                taken.Settled = taken.Last;
            }
        }
    }

    private void End(Caught caught)
    {
        if (_flown.TryGetValue(caught.Throw, out var flown) && caught.Throw == flown.Last && flown.Settled < caught.Throw
            && flown.Throw?.Value is { } thrown && _catches.Find(thrown, caught) is { } end)
        {
            Settle(flown, end);
            if (end.Kind == FailureEndKind.Caught)
            {
                _swallows.See(end.Method, caught.Method.Token, flown.Flight, () => flown.Last == caught.Throw && flown.End == end);
            }
        }
    }

    private static void Settle(Flown flown, FailureEnd end)
    {
        flown.Group.End(flown.End, end);
        flown.End = end;
    }

    private sealed class Flown(Flight flight, FailureGroup group)
    {
        public Flight Flight => flight;

        public FailureGroup Group => group;

        /// <summary>Its last throw, and the number of that.</summary>
        public long Last { get; set; }

        public KeptThrow? Throw { get; set; }

        /// <summary>The last throw whose end is known for good: another exception took it over.</summary>
        public long Settled { get; set; }

        public FailureEnd? End { get; set; }
    }
}
