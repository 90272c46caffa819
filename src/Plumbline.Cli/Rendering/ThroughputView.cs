using System.Globalization;
using Plumbline.Wire;

namespace Plumbline.Cli.Rendering;

/// <summary>How much the process does: requests and their routes, the methods that take the most time.</summary>
internal sealed class ThroughputView(Palette palette)
{
    /// <summary>Below this a mean is luck: the clock that tells it advances every 25 milliseconds.</summary>
    private const double LeastMicroseconds = 250_000;

    private readonly Dictionary<string, (DdSketch Times, long Failed)> _routes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodTime> _methods = new(StringComparer.Ordinal);
    private double _seconds;
    private Throughput? _last;

    public void Add(Throughput seen)
    {
        _last = seen;
        _seconds += seen.Seconds;
        foreach (var request in seen.Requests)
        {
            var (times, failed) = _routes.TryGetValue(request.Route, out var known) ? known : (new DdSketch(), 0);
            times.Include(request);
            _routes[request.Route] = (times, failed + request.Failed);
        }

        foreach (var method in seen.Methods)
        {
            var known = _methods.GetValueOrDefault(method.Method, method with { Calls = 0, Microseconds = 0 });
            _methods[method.Method] = known with { Calls = known.Calls + method.Calls, Microseconds = known.Microseconds + method.Microseconds };
        }
    }

    /// <summary>Of the last two seconds.</summary>
    /// <param name="most">Routes, and methods, that are shown.</param>
    public IEnumerable<string> Now(int most) => _last is { } last
        ? Lines("now", last.Seconds, last.Calls, Routes(last), last.Methods, most)
        : [];

    /// <summary>Of the whole watch.</summary>
    public IEnumerable<string> All(int most) => _last is null
        ? []
        : Lines("in all", _seconds, _methods.Values.Sum(method => method.Calls), _routes.Select(route => (route.Key, route.Value.Times, route.Value.Failed)), _methods.Values, most);

    private static IEnumerable<(string Route, DdSketch Times, long Failed)> Routes(Throughput seen) => seen.Requests.Select(request =>
    {
        var sketch = new DdSketch();
        sketch.Include(request);
        return (request.Route, sketch, request.Failed);
    });

    private IEnumerable<string> Lines(
        string when, double seconds, long calls, IEnumerable<(string Route, DdSketch Times, long Failed)> requests, IEnumerable<MethodTime> methods, int most)
    {
        var routes = requests.OrderByDescending(route => route.Times.Quantile(0.95)).ToList();
        var all = new DdSketch();
        routes.ForEach(route => all.Merge(route.Times));
        var failed = routes.Sum(route => route.Failed);
        yield return (all.Count == 0 ? "" : palette.Strong($"{Rate(all.Count, seconds)} requests/s") + $" {when}, p95 {Durations.OfMicroseconds(all.Quantile(0.95))}, {Share(failed, all.Count)} failed  ")
            + (calls == 0 ? "" : $"{Rate(calls, seconds)} calls/s of armed methods");
        foreach (var (route, times, errors) in routes.Take(most))
        {
            yield return $"{palette.Faint("slowest route")}   {SafeText.OneLine(route)}  p95 {Durations.OfMicroseconds(times.Quantile(0.95))}, {Rate(times.Count, seconds)}/s"
                + (errors == 0 ? "" : palette.Bad($", {Share(errors, times.Count)} failed"));
        }

        var timed = methods.Where(method => method.Microseconds >= LeastMicroseconds).ToList();
        foreach (var method in timed.Where(method => method.Calls == 0).OrderByDescending(method => method.Microseconds).Take(most))
        {
            yield return $"{palette.Faint("most time in")}    {SafeText.OneLine(method.Method)}  {Durations.OfMicroseconds(method.Microseconds / Math.Max(seconds, 0.001))} a second";
        }

        foreach (var method in timed.Where(method => method.Calls > 0).OrderByDescending(method => method.Microseconds / method.Calls).Take(most))
        {
            yield return $"{palette.Faint("slowest method")}  {SafeText.OneLine(method.Method)}  mean {Durations.OfMicroseconds(method.Microseconds / method.Calls)}, {Rate(method.Calls, seconds)}/s";
        }
    }

    private static string Rate(long count, double seconds)
    {
        var rate = count / Math.Max(seconds, 0.001);
        return rate.ToString(rate < 10 ? "0.#" : "N0", CultureInfo.InvariantCulture);
    }

    private static string Share(long part, long whole) => (100.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture) + " %";
}
