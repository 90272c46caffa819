using System.Text.Json;
using Plumbline.Attach.Doctor;
using Plumbline.Attach.Processes;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Json;
using Plumbline.Cli.Setup;
using Plumbline.Runtime;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Json;

/// <summary>
/// Locks the shape of every line of <c>--json</c>: docs/json.md shows one sample of each kind, and the program must write exactly that.
/// Whoever changes a shape breaks readers and has to change the document with it.
/// </summary>
public sealed class JsonShapeTests
{
    private static readonly StoredFailure s_failure = new(
        "9xpb9sf84tx4v007", "Shop", "System.FormatException", "no number", "Shop.Prices.Parse", "/src/Shop/Prices.cs", 46, 1_760_000_000_123_456, 1_760_000_060_000_000, 12, 1);

    private static readonly FrameOriginLine s_origin = new("ai", "Claude Code", "Claude Opus 4.6", 0.93, "4f2c0a1b7e6d5c4b3a2918070605040302010f0e");

    private static readonly byte[] s_later = """{"t":"told-by-a-later-version","id":0,"text":"what nobody knows yet","answer":42}"""u8.ToArray();

    private static readonly JsonLine[] s_samples =
    [
        ProcessLine.From(new DotnetProcess(4711, "Shop", "10.0.12", "x64", "ann", "dotnet Shop.dll", null)),
        ProcessLine.From(new DotnetProcess(
            4712,
            "Old",
            null,
            null,
            "bob",
            "dotnet Old.dll",
            new CheckResult("user", CheckOutcome.Failed, "the process belongs to bob, and you are ann", "other-user", "Run it as that user."))),
        CheckLine.From(4711, new CheckResult("other profiler", CheckOutcome.Failed, "Datadog is loaded", "other-profiler", "Start the process without it.")),
        MethodLine.From(new MethodRow("Shop.Orders.Checkout", "Receipt (Order order)", "Shop", null, "async", true, "/src/Shop/Orders.cs", 42, null)),
        MethodLine.From(new MethodRow("Plug.Native", "void ()", "Plug", "plug-ins", "method", false, null, 0, "it is extern")),
        new DocumentLine("/src/Shop/Orders.cs", "Shop", "SHA256", "AB12", "different", "/home/ann/shop/Orders.cs"),
        new SourceLine("/src/Shop/Orders.cs", 42, 43, ["Shop.Orders.Checkout"], true, null, null),
        new SourceLine("/src/Shop/Orders.cs", 44, 44, [], false, "no statement starts here", 42),
        CaptureLine.From(Samples.Capture with { Frames = [new("Shop.Orders.Checkout", "/src/Shop/Orders.cs", 42, true)], Cut = "bytes" }) with { Origin = s_origin, Origins = [s_origin] },
        FrameOriginsLine.From([(new("Shop.Orders.Checkout", "/src/Shop/Orders.cs", 42, true), s_origin)])!,
        LogLine.From(Samples.Log with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", SpanId = "00f067aa0ba902b7" }) with { Origin = s_origin },
        CountLine.From(Samples.Count),
        TimeLine.From(Samples.Time),
        TimeLine.From(new Timed(1, 1, 0, 0, 1, 0, 0, 0, [])),
        StacksLine.From(Samples.Stacks with { Paths = [Samples.Stacks.Paths[0]] }) with { Origins = [[null, s_origin, null]] },
        RecordingLine.From(Samples.Recorded) with { Origins = [new LinesOriginLine(null, [23, 24, 29], s_origin)] },
        ProbeLine.From(Samples.Status(ProbeKind.Snapshot, ProbeState.Waiting, "no hit for 10 s") with { Error = "order was null", Errors = 7 }),
        new AgentLine(4711, "0.1.0", "10.0.12", 0.002, 0.01, ["12:00:00 started"]),
        new DetachedLine(4711, 2, ["the native part"]),
        FailureGroupLine.From(Samples.Failure) with { Origins = [null, s_origin, s_origin] },
        FirstLine.From(Samples.First),
        FirstLine.From(Samples.First with { Variable = null, Fact = "swallowed", What = "System.FormatException", Exception = 7, Held = 0 }),
        SlowCallLine.From(Samples.Slow),
        ThroughputLine.From(Samples.Throughput),
        StoredLine.From(Stored(WireJson.Serialize(Samples.Armed))),
        StoredFailureLine.From(s_failure),
        StoredMessage.Line(Stored(WireJson.Serialize(Samples.Armed)), WireJson.Serialize(Samples.Armed)),
        StoredMessage.Line(Stored(s_later) with { FailureId = null }, s_later),
        StoredMessage.Line(s_failure, WireJson.Serialize(Samples.Failure)),
        .. OriginSamples.All,
        new IngestedLine("pagerduty", 212, 4, 31, 1),
        new RejectedLine("pagerduty", "2026-05-10T10:00:00.123456Z", "occurred_at is no time: never", "{}"),
        new InitLine("/src/shop/plumbline.yml", "shop", [new InitService("Shop", ["/src/Shop", "/src/Core"], "checkout", "src/Shop/Shop.csproj is a web application")], ["production"], ["staging"])
        {
            Teams = [new TeamGuess("checkout", ["ann@example.com"])],
            Partners = [new PartnerGuess("kestrelworks.example", 2, 14)],
            Seniors = [new SeniorGuess("ann@example.com", "owns /src/Shop/ in CODEOWNERS")],
            Check = ["seniors: they are guessed by CODEOWNERS and by years of commits."],
        },
        .. LedgerSamples.All,
        .. TaxSamples.All,
        JsonLine.From(new Failure(FailureCode.BadExpression, "'Totl' is no member of Order.", "Look at its members.", "order.Totl > 3", 6, ["order.Total"])),
    ];

    /// <remarks>PLUMBLINE_UPDATE_DOCS=1 writes the lines anew, in their order.</remarks>
    [Fact]
    public void EveryKind_IsWrittenAsDocumented()
    {
        var path = Path.Combine(Repository.Root, "docs", "json.md");
        var lines = File.ReadAllLines(path);
        var written = Written();
        if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_DOCS") == "1")
        {
            var next = 0;
            lines = [.. lines.Select(line => line.StartsWith('{') ? written[next++] : line)];
            File.WriteAllLines(path, lines);
        }

        written.ShouldBe(lines.Where(line => line.StartsWith('{')));
    }

    [Fact]
    public void EveryKind_HasASample()
    {
        var kinds = typeof(JsonLine).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JsonLine)));

        s_samples.Select(s => s.GetType()).Distinct().ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void EveryLine_IsOneAsciiLine() => Written().ShouldAllBe(l => l.All(c => c >= ' ' && c <= '~'));

    private static StoredEntry Stored(byte[] message)
    {
        var source = new EventSource("source", "Shop", 4711, "web-1", "10.0.12", "1.2.3+4f2c", "4f2c", 1_760_000_000_000_000);
        var raw = new RawEvent(source.Id, "1", 1_760_000_000_123_456, message);
        return new StoredEntry(EventReading.Entry(raw), source, s_failure.Id, 307);
    }

    private static string[] Written()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var json = new JsonOutput(output);
        foreach (var sample in s_samples)
        {
            json.Write(sample);
        }

        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
