using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Plumbline.Agent.Hosting;
using Plumbline.Agent.Probes;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>
/// Durations of HTTP requests, by route. ASP.NET Core measures them itself (OpenTelemetry semantic conventions, http.server.request.duration,
/// in seconds); this only listens, on the thread that ends the request.
/// </summary>
internal sealed class RequestFeed : IDisposable
{
    private const string Meter = "Microsoft.AspNetCore.Hosting";
    private const string Instrument = "http.server.request.duration";
    private const int MostRoutes = 200;
    private const int ServerErrors = 500;

    private readonly ConcurrentDictionary<(string? Method, string? Route), Durations> _routes = new();
    private readonly MeterListener _listener = new();

    public RequestFeed()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Meter && instrument.Name == Instrument)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Measured);
        _listener.Start();
    }

    /// <summary>What ended since the last call.</summary>
    public RequestTime[] Take() => [.. _routes.Select(route => route.Value.Take(Name(route.Key))).OfType<RequestTime>().OrderByDescending(time => time.Count)];

    public void Dispose() => _listener.Dispose();

    private static string Name((string? Method, string? Route) key) => $"{key.Method ?? "?"} {key.Route ?? "(no route)"}";

    /// <summary>SAFETY: nothing escapes to the server, whose request this is.</summary>
    private void Measured(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (!Reentrancy.TryEnter())
        {
            return;
        }

        try
        {
            Add(seconds, tags);
        }
        catch (Exception fault)
        {
            SelfLog.Fault("counting a request", fault);
        }
        finally
        {
            Reentrancy.Leave();
        }
    }

    private void Add(double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? method = null, route = null;
        var failed = false;
        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case "http.request.method":
                    method = value as string;
                    break;
                case "http.route":
                    route = value as string;
                    break;
                case "http.response.status_code":
                    failed = value is int code && code >= ServerErrors;
                    break;
            }
        }

        var key = (method, route);
        if (!_routes.TryGetValue(key, out var durations))
        {
            key = _routes.Count < MostRoutes ? key : ("", "(other routes)");
            durations = _routes.GetOrAdd(key, static _ => new Durations());
        }

        durations.Add(seconds * 1e6, failed);
    }

    private sealed class Durations
    {
        private readonly DdSketch _sketch = new();
        private long _failed;

        public void Add(double microseconds, bool failed)
        {
            lock (_sketch)
            {
                _sketch.Add(microseconds);
                _failed += failed ? 1 : 0;
            }
        }

        public RequestTime? Take(string route)
        {
            lock (_sketch)
            {
                if (_sketch.Count == 0)
                {
                    return null;
                }

                var time = new RequestTime(route, _sketch.Count, _failed, _sketch.Sum, _sketch.Buckets());
                _sketch.Clear();
                _failed = 0;
                return time;
            }
        }
    }
}
