using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Native;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Exploration;

/// <summary>
/// Runs the work of one package in this process: untouched, with probes on every method and at every statement, and after they are
/// gone. The result must be the same each time.
/// </summary>
internal sealed class Exploration
{
    /// <summary>A place that names no method: where the probes go is said otherwise.</summary>
    private const string Nowhere = "Exploration.Nowhere";

    private readonly Package _package;
    private readonly ProbeRegistry _registry = new(
        Profiler.Load(Environment.GetEnvironmentVariable("CORECLR_PROFILER_PATH") ?? throw new InvalidOperationException("start it through its parent")),
        cpuShare: 0.5);

    private readonly ProbeOwner _owner = new() { Name = "exploration" };
    private readonly SymbolStore _symbols = new();
    private string _expected = "";
    private bool _isEqual = true;

    public Exploration(Package package) => _package = package;

    /// <returns>Whether every result was the same.</returns>
    public async Task<bool> RunAsync()
    {
        var drain = Task.Factory.StartNew(Drain, TaskCreationOptions.LongRunning);
        _expected = Work();
        Say(new { _package.Name, Round = "alone", Digest = _expected[..16], Equal = Work() == _expected });
        using var modules = new LoadedModules(_ => { }, _ => { });
        var loaded = modules.Snapshot();
        var images = loaded.Where(image => _package.Assemblies.Contains(image.Name)).ToArray();
        foreach (var image in images)
        {
            ExploreAssembly(image, loaded);
        }

        _registry.Dispose();
        _owner.Outbox.Dispose();
        await drain.ConfigureAwait(false);
        return _isEqual;
    }

    private void ExploreAssembly(ModuleImage image, IReadOnlyList<ModuleImage> loaded)
    {
        var bodies = AssemblyCode.Read(image, loaded, _symbols);
        var methods = bodies.Select(body => body.Whole).OfType<ResolvedPlace>().ToArray();
        var hit = Round(image, "count, every method", new ProbeSpec { Kind = ProbeKind.Count, Place = Nowhere }, methods);
        var live = methods.Where(method => hit.ContainsKey(method.BodyToken)).ToArray();
        Round(image, "count where false, methods reached", new ProbeSpec { Kind = ProbeKind.Count, Place = Nowhere, When = "1 == 2" }, live);
        Round(image, "time, methods reached", new ProbeSpec { Kind = ProbeKind.Time, Place = Nowhere }, live);
        var captured = Round(image, "snapshot, methods reached", Snapshot(), live);
        var recorded = Round(image, "record, methods reached", Record(), live);
        Round(image, "record where false, methods reached", Record() with { When = "1 == 2" }, live);
        Say(new { image.Name, Round = "not recorded", Methods = live.Where(method => !recorded.ContainsKey(method.BodyToken)).Select(method => method.SourceName).ToArray() });
        Say(new { image.Name, Round = "lost", Methods = live.Where(method => !captured.ContainsKey(method.BodyToken)).Select(method => method.SourceName).ToArray() });
        _registry.Answer(new WatchFailures(), _owner);
        Round(image, "armed, every method", Armed(), methods);
        Round(image, "armed, slow calls told, methods reached", Armed() with { SlowMilliseconds = 0.05 }, live);
        _registry.RemoveAllOf(_owner, "the watch ended");
        Round(image, "count, every statement", new ProbeSpec { Kind = ProbeKind.Count, Place = Nowhere }, [.. bodies.Select(body => body.Statements).OfType<ResolvedPlace>()]);
        var reached = bodies.Where(body => hit.ContainsKey(body.Token)).ToArray();
        Round(image, "count, every instruction reached", new ProbeSpec { Kind = ProbeKind.Count, Place = Nowhere }, [.. reached.Select(body => body.Instructions).OfType<ResolvedPlace>()]);
        Round(image, "snapshot, one statement each", Snapshot(), [.. reached.Select(body => body.OneStatement).OfType<ResolvedPlace>()]);
    }

    private static ProbeSpec Snapshot() => new()
    {
        Kind = ProbeKind.Snapshot,
        Place = Nowhere,
        Rate = 3000,
        Limits = new CaptureLimits { Depth = 2, Elements = 3, Fields = 5, Characters = 20, Bytes = 4096 },
    };

    private static ProbeSpec Armed() => Snapshot() with { Armed = true, LearnsFacts = true };

    private static ProbeSpec Record() => new()
    {
        Kind = ProbeKind.Record,
        Place = Nowhere,
        Rate = 3000,
        Steps = 300,
        Limits = new CaptureLimits { Depth = 1, Elements = 3, Fields = 5, Characters = 20, Bytes = 16 * 1024, Milliseconds = 250 },
    };

    /// <returns>Hits of one run of the work, by the token of the body.</returns>
    private Dictionary<int, long> Round(ModuleImage image, string name, ProbeSpec spec, ResolvedPlace[] places)
    {
        var clock = Stopwatch.StartNew();
        var answer = _registry.Place(spec with { Seconds = 86_400, Methods = int.MaxValue }, _owner, places);
        if (answer is not ProbePlaced placed)
        {
            Say(new { image.Name, Round = name, Failure = answer.ToString() });
            _isEqual &= places.Length == 0;
            return [];
        }

        var applied = clock.Elapsed.TotalSeconds;
        var probe = _registry.Snapshot().Single(known => known.Id == placed.Status.Probe);
        var during = Work();
        clock.Restart();
        _registry.RemoveWhere(known => known == probe, _ => "the round ended");
        var removed = clock.Elapsed.TotalSeconds;
        var after = Work();
        var isEqual = during == _expected && after == _expected;
        _isEqual &= isEqual && probe.Error is null;
        Report(image, name, probe, places, new { applied, removed, isEqual });

        return probe.Sites.GroupBy(site => site.Label.BodyToken).ToDictionary(sites => sites.Key, sites => sites.Sum(site => site.Hits))
            .Where(body => body.Value > 0).ToDictionary();
    }

    private static void Report(ModuleImage image, string name, Probe probe, ResolvedPlace[] places, object outcome)
    {
        var status = probe.Status();
        Say(new
        {
            image.Name,
            Round = name,
            Methods = places.Length,
            Instrumented = probe.Sites.Where(site => site.Refusal is null).Select(site => site.Label.BodyToken).Distinct().Count(),
            Lines = places.Sum(place => place.Lines.Length),
            status.Hits,
            status.Drops,
            status.Error,
            Refused = probe.Sites.Where(site => site.Refusal is not null).GroupBy(site => Reason(site.Refusal!)).OrderByDescending(group => group.Count())
                .ToDictionary(group => group.Key, group => group.Count()),
            Outcome = outcome,
        });
    }

    /// <summary>The reason without what is particular to one method.</summary>
    private static string Reason(string refusal) => refusal.Length > 160 ? refusal[..160] : refusal;

    private string Work()
    {
        using var output = new StringWriter();
        _package.Work(output);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(output.ToString())));
    }

    private void Drain()
    {
        Reentrancy.MarkAgentThread();
        while (_owner.Outbox.Take(Timeout.InfiniteTimeSpan, default) is { } frame)
        {
            if (frame.Message is null)
            {
                WireJson.Deserialize(frame.Capture);
                CaptureBuffers.Return(frame.Capture);
            }
        }
    }

    private static void Say(object row) => Console.WriteLine(JsonSerializer.Serialize(row));
}
