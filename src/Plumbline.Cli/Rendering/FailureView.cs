using System.Diagnostics;
using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Failures as they appear, each group once in full, and a block below with all groups and what became of them so far.</summary>
internal sealed class FailureView(VerbContext context, FrameOrigins origins)
{
    /// <summary>
    /// How long a new failure waits before it is shown: what catches it, the frames that await it and their values follow within
    /// milliseconds.
    /// </summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    private const int MostKept = 200;
    private const int MostRows = 12;
    private const int MostSlow = 3;
    private readonly Palette _palette = new(context.Terminal.Color);
    private readonly LiveBlock _live = new(context.Terminal);
    private readonly Dictionary<int, FailureSeen> _groups = [];
    private readonly Dictionary<int, (long Since, List<long> Numbers)> _new = [];
    private readonly HashSet<int> _valueless = [];
    private readonly Dictionary<long, List<Captured>> _captures = [];
    private readonly NoticeView _notices = new(new Palette(context.Terminal.Color));
    private readonly ThroughputView _throughput = new(new Palette(context.Terminal.Color));
    private FailureTotals _totals = new(0, 0, 0);
    private WatchArmed _armed = new(0, []);

    /// <summary>How many methods carry a capture from the start, and how many can't, with the reasons.</summary>
    public static string Armed(WatchArmed armed)
    {
        var refused = armed.Refused.Values.Sum();
        var reasons = string.Join("; ", armed.Refused.OrderByDescending(reason => reason.Value).Select(reason => $"{StateText.Number(reason.Value)}: {SafeText.OneLine(reason.Key)}"));
        return StateText.Plural(armed.Armed, "method") + " armed" + (refused == 0 ? "" : $", {StateText.Number(refused)} refused ({reasons})");
    }

    private FailureStory Story => new(_palette, origins);

    public void Show(WireMessage message)
    {
        switch (message)
        {
            case FailureSeen seen:
                Add(seen);
                break;
            case WatchArmed armed:
                _armed = armed;
                break;
            case FirstSeen first:
                _notices.Add(first);
                break;
            case SlowSeen slow:
                _notices.Add(slow);
                break;
            case Captured captured when !_notices.Take(captured):
                Keep(captured);
                break;
            case Throughput seen:
                _throughput.Add(seen);
                break;
            case FailureTotals totals:
                _totals = totals;
                break;
        }
    }

    /// <summary>Prints what has settled. To be called some times a second.</summary>
    public void Tick()
    {
        foreach (var (group, (since, _)) in _new.ToArray())
        {
            if (Stopwatch.GetElapsedTime(since) >= s_settling)
            {
                Print(group);
            }
        }

        PrintNotices(all: false);
        if (context.Terminal.Live)
        {
            _live.Draw([.. _throughput.Now(MostSlow), .. MostFailing(), .. Summary(MostRows)]);
        }
    }

    /// <summary>Words for the person at the terminal, beside what is drawn.</summary>
    public void Tell(IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            _live.Clear();
            context.Tell(word);
        }
    }

    public void Finish()
    {
        foreach (var group in _new.Keys.ToArray())
        {
            Print(group);
        }

        PrintNotices(all: true);
        _live.Clear();
        foreach (var line in LateOrigins.Lines(origins, _palette).Concat(_throughput.All(MostRows)).Concat(MostFailing()).Concat(Summary(int.MaxValue)).Concat(Refusals()))
        {
            context.Terminal.Out.WriteLine(line);
        }
    }

    /// <summary>A group whose first failure had no values, as its methods were not armed yet, is told once more when there are some.</summary>
    private void Print(int group)
    {
        var captures = _new[group].Numbers.SelectMany(number => _captures.GetValueOrDefault(number) ?? []).ToList();
        _new.Remove(group);
        var isAgain = !_valueless.Add(group);
        if (captures.Count > 0)
        {
            _valueless.Remove(group);
        }
        else if (isAgain)
        {
            return;
        }

        _live.Clear();
        if (isAgain)
        {
            context.Terminal.Out.WriteLine(_palette.Faint("again, now with its values:"));
        }

        foreach (var line in Story.Lines(_groups[group], captures))
        {
            context.Terminal.Out.WriteLine(line);
        }

        context.Terminal.Out.WriteLine();
    }

    private void PrintNotices(bool all)
    {
        foreach (var line in _notices.Due(all, number => _captures.GetValueOrDefault(number) ?? []))
        {
            _live.Clear();
            context.Terminal.Out.WriteLine(line);
        }
    }

    private void Keep(Captured captured)
    {
        if (_captures.Count >= MostKept)
        {
            _captures.Remove(_captures.Keys.Min());
        }

        (_captures.TryGetValue(captured.Exception, out var known) ? known : _captures[captured.Exception] = []).Add(captured);
    }

    private void Add(FailureSeen seen)
    {
        if (!_groups.ContainsKey(seen.Group) || (_valueless.Contains(seen.Group) && seen.Numbers.Length > 0 && !_new.ContainsKey(seen.Group)))
        {
            _new[seen.Group] = (Stopwatch.GetTimestamp(), []);
        }

        _groups[seen.Group] = seen;
        if (_new.TryGetValue(seen.Group, out var waiting))
        {
            waiting.Numbers.AddRange(seen.Numbers);
        }
    }

    /// <summary>Methods that exceptions of several groups come from say more than the groups one by one.</summary>
    private IEnumerable<string> MostFailing() => _groups.Values.GroupBy(seen => seen.Place.Method, (method, groups) => (Method: method, Count: groups.Sum(seen => seen.Count)))
        .OrderByDescending(failing => failing.Count).Take(MostSlow)
        .Select(failing => $"{_palette.Faint("most failing")}    {SafeText.OneLine(failing.Method)}  {StateText.Plural(failing.Count, "exception")}");

    private IEnumerable<string> Summary(int most)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{_palette.Strong($"{_totals.Thrown:N0} exceptions")} in {_groups.Count:N0} groups  {_totals.Framework:N0} of the framework alone  {_totals.Unlooked:N0} only counted  {_armed.Armed:N0} methods armed, {_armed.Learning:N0} of them learning, {_armed.Refused.Values.Sum():N0} refused");
        foreach (var seen in _groups.Values.OrderByDescending(seen => seen.Last).Take(most))
        {
            var type = seen.Type[(seen.Type.LastIndexOfAny(['.', '+']) + 1)..];
            var place = SafeText.OneLine(seen.Place.Method) + (seen.Place.File is { } file ? _palette.Faint($"  {FailureStory.ShortFile(file)}:{seen.Place.Line}") : "");
            yield return string.Create(CultureInfo.InvariantCulture, $"{seen.Count,8:N0}  {_palette.Strong($"!{seen.Group}")} {SafeText.OneLine(type)} at {place}");
            foreach (var end in seen.Ends)
            {
                yield return "            " + Story.End(end);
            }
        }

        if (_groups.Count > most)
        {
            yield return _palette.Faint($"          … {_groups.Count - most} more groups");
        }
    }

    private IEnumerable<string> Refusals() => _armed.Refused.OrderByDescending(refused => refused.Value)
        .Select(refused => string.Create(CultureInfo.InvariantCulture, $"{refused.Value,8:N0}  not armed: {SafeText.OneLine(refused.Key)}"));
}
