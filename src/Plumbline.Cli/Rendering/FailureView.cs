using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>Failures as they appear, each group once, and a block below with what became of them so far.</summary>
internal sealed class FailureView(VerbContext context)
{
    private const int MostFrames = 12;
    private readonly Palette _palette = new(context.Terminal.Color);
    private readonly LiveBlock _live = new(context.Terminal);
    private readonly SortedDictionary<int, FailureSeen> _groups = [];
    private readonly Dictionary<long, List<Captured>> _captures = [];
    private FailureTotals _totals = new(0, 0, 0);
    private WatchArmed _armed = new(0, []);

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
            case Captured captured:
                Keep(captured);
                break;
            case FailureTotals totals:
                _totals = totals;
                break;
            default:
                return;
        }

        if (context.Terminal.Live)
        {
            _live.Draw(Summary());
        }
    }

    public void Finish()
    {
        _live.Clear();
        foreach (var line in Summary())
        {
            context.Terminal.Out.WriteLine(line);
        }
    }

    /// <summary>Captures come while the exception flies, so before the failure itself.</summary>
    private void Keep(Captured captured)
    {
        const int Most = 200;
        if (_captures.Count >= Most)
        {
            _captures.Remove(_captures.Keys.Min());
        }

        (_captures.TryGetValue(captured.Exception, out var known) ? known : _captures[captured.Exception] = []).Add(captured);
    }

    private void Add(FailureSeen seen)
    {
        var isNew = !_groups.ContainsKey(seen.Group);
        _groups[seen.Group] = seen;
        if (isNew)
        {
            _live.Clear();
            foreach (var line in First(seen))
            {
                context.Terminal.Out.WriteLine(line);
            }
        }
    }

    private IEnumerable<string> First(FailureSeen seen)
    {
        yield return $"{_palette.Strong($"!{seen.Group}")} {_palette.Bad(SafeText.OneLine(seen.Type))}  {SafeText.OneLine(seen.Message)}";
        yield return "   " + _palette.Faint(WireTime.Text(seen.First)[11..23] + $"  thread {seen.ThreadId}" + (seen.TraceId is { } trace ? "  trace " + SafeText.OneLine(trace) : ""));
        foreach (var inner in seen.Inner)
        {
            yield return $"   holds {SafeText.OneLine(inner.Type)}: {SafeText.OneLine(inner.Message)}";
        }

        var captures = seen.Numbers.SelectMany(number => _captures.GetValueOrDefault(number) ?? []).ToList();
        foreach (var frame in seen.Frames.Take(MostFrames))
        {
            var text = "   at " + CaptureText.Frame(frame);
            yield return frame.User ? text : _palette.Faint(text);
            if (captures.Find(capture => capture.Method == frame.Method) is { } capture)
            {
                captures.Remove(capture);
                foreach (var line in new NodeTree(capture.Nodes, _palette).Roots([.. capture.Values]))
                {
                    yield return "        " + line;
                }
            }
        }

        if (seen.Frames.Length > MostFrames)
        {
            yield return _palette.Faint($"   … {seen.Frames.Length - MostFrames} more frames");
        }
    }

    private List<string> Summary()
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{_totals.Thrown:N0} exceptions, {_groups.Count} groups of user code; {_totals.Framework:N0} of the framework alone; {_totals.Unlooked:N0} only counted; {_armed.Armed:N0} methods armed"),
        };
        foreach (var seen in _groups.Values.OrderByDescending(seen => seen.Last))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{_palette.Strong($"!{seen.Group}"),-4} {seen.Count,8:N0}  {SafeText.OneLine(Short(seen.Type))}  {CaptureText.Frame(seen.Place)}"));
            lines.AddRange(seen.Ends.Select(end => $"              {End(end)}"));
        }

        return lines;
    }

    private string End(FailureEndCount end)
    {
        var place = SafeText.OneLine(end.End.Method + (end.End.File is { } file ? $" in {file}:{end.End.Line}" : ""));
        var count = end.Count.ToString("N0", CultureInfo.InvariantCulture);
        return end.End.Kind switch
        {
            FailureEndKind.Caught => _palette.Warning($"swallowed by {place}") + $" ({count})",
            FailureEndKind.Framework => $"left user code, caught by {place} ({count})",
            FailureEndKind.Task => $"in the task of {place}, not awaited yet ({count})",
            FailureEndKind.Filter => _palette.Warning($"eaten by a filter of {place}") + $" ({count})",
            _ => $"went on inside {place} ({count})",
        };
    }

    private static string Short(string type) => type[(type.LastIndexOf('.') + 1)..];
}
