using System.CommandLine;
using System.Text.Json;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Tests.Captures;
using Plumbline.Tests.Support;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>Origins beside what probes show: the repository is real, the agent says what it is told to.</summary>
[Collection(OwnAgentCollection.Name)]
public sealed class FrameOriginTests : IDisposable
{
    private const string Place = "Shop.Orders.Checkout";
    private static readonly CapturedFrame s_agents = new(Place, "/src/Shop/Orders.cs", 42, User: true);
    private static readonly CapturedFrame s_anns = new("Shop.Api.Post", "/src/Shop/Orders.cs", 2, User: true);
    private static readonly CapturedFrame s_elsewhere = new("Shop.Host.Run", "/src/Other.cs", 42, User: true);
    private static readonly Recorded s_recorded = Samples.Recorded with
    {
        Files = [new(s_agents.File!, "SHA256", "AB12")],
        Places = [.. new[] { 2, 3, 5, 40, 42 }.Select((line, i) => new RecordedPlace(0, line, 9, line, 30, i * 7))],
        Steps = [.. new[] { 0, 1, 2, 4, 1, 9 }.Select((place, at) => new RecordedStep(RecordedStepKind.Line, place, at)), new(RecordedStepKind.Line, -1, 9), new(RecordedStepKind.End, 4, 13)],
    };
    private static readonly CapturedFrame s_framework = new("System.Threading.ThreadPool.Run", "/src/Shop/Orders.cs", 42, User: false);
    private readonly GitFolder _repository = new();
    private readonly string _commit;

    public FrameOriginTests()
    {
        _repository.Write("src/Shop/Orders.cs", Lines(40));
        _repository.Commit("Start");
        _repository.Write("src/Shop/Orders.cs", Lines(60));
        _commit = _repository.Commit("More", GitFolder.Agent);
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Snapshot_ShownBeforeTheHistoryIsRead_TellsItsOriginsAtTheEnd()
    {
        var shown = await ShownAsync(
            (context, origins) => new SnapshotView(context, origins),
            [Samples.Capture with { File = s_agents.File, Frames = [s_agents, s_anns, s_elsewhere, s_framework] }],
            []);

        shown[0].ShouldStartWith("#1 Shop.Orders.Checkout  returned");
        shown.SkipWhile(line => line != "who wrote it").Skip(1).ShouldBe(
        [
            $"  Shop.Orders.Checkout  Shop/Orders.cs:42  {Agents}",
            $"  Shop.Api.Post  Shop/Orders.cs:2  {Anns}",
        ]);
    }

    [Fact]
    public async Task Snapshot_OnceTheHistoryIsRead_HasThemBesideItsFrames()
    {
        var shown = await ShownAsync(
            (context, origins) => new SnapshotView(context, origins),
            [],
            [Samples.Capture with { File = s_agents.File, Frames = [s_agents, s_anns, s_elsewhere, s_framework] }]);

        shown.ShouldContain(line => line.Contains("Orders.cs:42  thread 12", StringComparison.Ordinal) && line.EndsWith("  " + Agents, StringComparison.Ordinal));
        shown.Where(line => line.StartsWith("  at S", StringComparison.Ordinal)).ShouldBe(
        [
            $"  at Shop.Orders.Checkout in {s_agents.File}:42  {Agents}",
            $"  at Shop.Api.Post in {s_agents.File}:2  {Anns}",
            "  at Shop.Host.Run in /src/Other.cs:42",
            $"  at System.Threading.ThreadPool.Run in {s_agents.File}:42",
        ]);
        shown.ShouldNotContain("who wrote it");
    }

    [Fact]
    public async Task Log_HasTheOriginOfItsLine()
    {
        var shown = await ShownAsync((context, origins) => new LogView(context, origins), [Samples.Log], [Samples.Log]);

        shown.Length.ShouldBe(4);
        shown[0].ShouldNotContain("ai");
        shown[1].ShouldEndWith("order 3 costs 4.50  " + Agents);
        shown[2..].ShouldBe(["who wrote it", $"  Shop.Orders.Checkout  Shop/Orders.cs:42  {Agents}"]);
    }

    [Fact]
    public async Task Log_OfSeveralPlaces_HasTheOriginOfEach()
    {
        var other = Samples.Log with { Method = s_anns.Method, Line = s_anns.Line };
        var shown = await ShownAsync((context, origins) => new LogView(context, origins), [Samples.Log, other], [Samples.Log, other]);

        shown[2].ShouldEndWith("order 3 costs 4.50  " + Agents);
        shown[3].ShouldEndWith("order 3 costs 4.50  " + Anns);
        shown[4..].ShouldBe(["who wrote it", $"  Shop.Orders.Checkout  Shop/Orders.cs:42  {Agents}", $"  Shop.Api.Post  Shop/Orders.cs:2  {Anns}"]);
    }

    [Fact]
    public async Task Log_ThatDoesNotSayItsPlace_HasNone()
    {
        var shown = await ShownAsync((context, origins) => new LogView(context, origins), [], [Samples.Log with { Method = null, File = null, Line = 0 }]);

        shown.ShouldHaveSingleItem().ShouldEndWith("order 3 costs 4.50");
    }

    [Fact]
    public async Task Record_HasTheOriginsOfTheLinesThatRan()
    {
        var shown = await ShownAsync((context, origins) => new RecordingView(context, origins), [s_recorded], [s_recorded]);

        var second = Array.LastIndexOf(shown, shown[0]);
        var (early, late) = (shown[..second], shown[second..]);
        early.ShouldNotContain(line => line.Contains("ai Copilot", StringComparison.Ordinal));
        late[1..4].ShouldBe(["  08:53:20.123  Orders.cs  thread 12", $"  lines 2–5  {Anns}", $"  line 42  {Agents}"], string.Join('\n', shown));
        late[^3..].ShouldBe(["who wrote it", $"  Shop.Cart.Total  Shop/Orders.cs:2–5  {Anns}", $"  Shop.Cart.Total  Shop/Orders.cs:42  {Agents}"]);
    }

    [Fact]
    public async Task Watch_OfFailuresThatCameBeforeTheHistoryWasRead_TellsTheirOriginsAtTheEnd()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var context = Context(output);
        var go = new TaskCompletionSource();
        await using var origins = FrameOrigins.Start(context, _repository.Path, _commit, go.Task);
        var view = new FailureView(context, origins);
        view.Show(Samples.Failure with { Frames = [s_framework, s_agents, s_anns] });
        view.Finish();
        var early = output.ToString();
        view.Show(Samples.Failure with { Group = 2, Frames = [s_agents] });
        go.SetResult();
        await origins.Reading;
        view.Finish();

        early.ShouldNotContain("who wrote it");
        output.ToString()[early.Length..].Split('\n').ShouldContain($"  Shop.Api.Post  Shop/Orders.cs:2  {Anns}");
        output.ToString()[early.Length..].Split('\n').ShouldContain(line => line.StartsWith("   at Shop.Orders.Checkout", StringComparison.Ordinal) && line.EndsWith(Agents, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stack_AtTheEnd_HasTheOriginOfEachUserFrame()
    {
        var shown = await ShownAsync((context, origins) => new StackView(context, origins), [Samples.Stacks with { Paths = [new([s_agents, s_framework, s_anns], 10)] }], []);

        shown[^3].ShouldEndWith("Orders.cs:42  " + Agents);
        shown[^2].ShouldEndWith("ThreadPool.Run in /src/Shop/Orders.cs:42");
        shown[^1].ShouldEndWith("Orders.cs:2  " + Anns);
    }

    [Theory]
    [InlineData("capture", "origin")]
    [InlineData("log", "origin")]
    [InlineData("stacks", "origins")]
    [InlineData("recording", "origins")]
    public async Task Json_HasThem_AndThoseOfEarlierLinesAtTheEnd(string kind, string member)
    {
        WireMessage message = kind switch
        {
            "capture" => Samples.Capture with { File = s_agents.File, Frames = [s_framework, s_anns] },
            "log" => Samples.Log,
            "recording" => s_recorded,
            _ => Samples.Stacks with { Paths = [new([s_agents, s_anns], 10)] },
        };

        var shown = await ShownAsync((context, origins) => new JsonView(context, new JsonOutput(context.Terminal.Out), origins), [message], [message]);

        var lines = shown.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("kind").GetString()).ShouldBe(["probe", kind, kind, "frame-origins"]);
        lines[1].TryGetProperty(member, out _).ShouldBeFalse();
        var origin = lines[2].GetProperty(member);
        (kind switch { "stacks" => origin[0][0], "recording" => origin[1].GetProperty("origin"), _ => origin }).GetProperty("class").GetString().ShouldBe("ai");
        if (kind == "capture")
        {
            lines[2].GetProperty("origins").EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Null ? null : one.GetProperty("class").GetString()).ShouldBe([null, "unknown"]);
        }

        if (kind == "recording")
        {
            origin.EnumerateArray().Select(one => one.GetProperty("lines").ToString()).ShouldBe(["[2,3,5]", "[42]"]);
        }

        lines[3].GetProperty("origins").EnumerateArray().ShouldContain(one => one.GetProperty("commit").GetString() == _commit);
        lines[3].GetProperty("frames").GetArrayLength().ShouldBe(lines[3].GetProperty("origins").GetArrayLength());
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("log")]
    [InlineData("stack")]
    [InlineData("record")]
    public async Task Verb_WithARepository_TellsOrigins_BesideOrAtTheEnd(string verb)
    {
        await using var agent = Serving(new BuildDescribed("Shop", "1.0.0+" + _commit, _commit), verb switch
        {
            "snapshot" => Samples.Capture with { File = s_agents.File },
            "log" => Samples.Log,
            "record" => s_recorded,
            _ => Samples.Stacks with { Paths = [new([s_agents, s_anns], 10)] },
        });

        var run = await RunAsync(verb, verb == "log" ? [Place, "order {order.Id}"] : [Place]);

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain(Agents);
    }

    [Theory]
    [InlineData("commit", "which", "does not have: no origin can be told")]
    [InlineData("folder", "Origins can't be told", "there is no folder")]
    [InlineData("plain", "Origins can't be told", "not a git repository")]
    [InlineData("empty", "Origins can't be told", "no commit yet")]
    [InlineData("settings", "Origins can't be told", "plumbline.yml")]
    [InlineData("agent", "Origins can't be told", "no such request")]
    public async Task RepositoryThatTellsNothing_IsSaidOnce_AndTheCaptureGoesOn(string trouble, params string[] words)
    {
        using var empty = new GitFolder();
        using var plain = new TemporaryFolder();
        var folder = trouble switch
        {
            "folder" => Path.Combine(plain.Path, "none"),
            "plain" => plain.Path,
            "empty" => empty.Path,
            _ => _repository.Path,
        };
        if (trouble == "settings")
        {
            _repository.Write("plumbline.yml", "origin:\n  humans: 3\n");
        }

        await using var agent = Serving(
            trouble == "agent" ? new Failure(FailureCode.Internal, "no such request") : new BuildDescribed("Shop", null, trouble == "commit" ? new string('1', 40) : _commit),
            Samples.Capture);

        var run = await CliRun.InAsync(_repository.Path, "snapshot", OwnAgent.Pid, Place, "--repo", folder);

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("#1 Shop.Orders.Checkout  returned");
        var said = run.Error.Split('\n').Where(line => line.Contains("rigin", StringComparison.Ordinal)).ToList().ShouldHaveSingleItem();
        words.ShouldAllBe(word => said.Contains(word, StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task BuildWithoutACommit_IsTakenAsHead_AndSaid()
    {
        await using var agent = Serving(new BuildDescribed("Shop", null, null), Samples.Capture with { File = s_agents.File });

        var run = await RunAsync("snapshot", Place);

        run.Error.ShouldContain($"does not say its commit, so lines are taken as they are at HEAD ({_commit[..9]})");
        run.Out.ShouldContain("ai Copilot coding agent");
    }

    [Fact]
    public async Task Show_OfTheStore_TellsThemAtTheCommitThatWasSeen()
    {
        using var store = new StoreFolder(commit: _commit);
        store.Add(Samples.Capture with { File = s_agents.File, Frames = [s_agents, s_anns] });
        var id = JsonDocument.Parse((await store.RunAsync("captures", "--json")).Lines[0]).RootElement.GetProperty("id").GetString()!;

        var text = await store.RunAsync("show", id, "--repo", _repository.Path);
        var json = await store.RunAsync("show", id, "--repo", _repository.Path, "--json");

        text.Lines.ShouldContain($"  at Shop.Orders.Checkout in {s_agents.File}:42  {Agents}");
        text.Lines.ShouldContain($"  at Shop.Api.Post in {s_agents.File}:2  {Anns}");
        json.Out.ShouldContain($"\"origin\":{{\"class\":\"ai\",\"tool\":\"Copilot coding agent\"");
    }

    [Fact]
    public async Task Show_OfLogsAndRecordings_TellsThemToo()
    {
        using var store = new StoreFolder(commit: _commit);
        store.Add(Samples.Log, s_recorded);
        var ids = (await store.RunAsync("captures", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("what").GetString()!, line => line.GetProperty("id").GetString()!);

        (await store.RunAsync("show", ids["log"], "--repo", _repository.Path)).Lines[^1].ShouldEndWith($"  Shop.Orders.Checkout  Shop/Orders.cs:42  {Agents}");
        (await store.RunAsync("show", ids["recording"], "--repo", _repository.Path)).Lines.ShouldContain($"  line 42  {Agents}");
        (await store.RunAsync("show", ids["log"], "--repo", _repository.Path, "--json")).Out.ShouldContain("\"origin\":{\"class\":\"ai\"");
        (await store.RunAsync("show", ids["recording"], "--repo", _repository.Path, "--json")).Out.ShouldContain("\"lines\":[42],\"origin\":{\"class\":\"ai\"");
    }

    [Theory]
    [InlineData(null, "does not know of which commit")]
    [InlineData("1111111111111111111111111111111111111111", "Origins can't be told")]
    public async Task Show_OfACommitThatIsNotThere_SaysSo_AndShows(string? commit, string says)
    {
        using var store = new StoreFolder(commit: commit);
        store.Add(Samples.Capture);
        var id = JsonDocument.Parse((await store.RunAsync("captures", "--json")).Lines[0]).RootElement.GetProperty("id").GetString()!;

        var run = await store.RunAsync("show", id, "--repo", _repository.Path);

        (run.Exit, run.Out.Contains("Shop.Orders.Checkout", StringComparison.Ordinal)).ShouldBe((ExitCode.Ok, true));
        run.Error.ShouldContain(says);
    }

    private string First => _repository.Git("rev-parse", "HEAD~1").Trim();

    private static string Lines(int count) => string.Concat(Enumerable.Range(1, count).Select(line => $"var value{line} = Compute({line} * {line});\n"));

    private string Agents => $"ai Copilot coding agent 90 % {_commit[..9]}";

    private string Anns => $"unknown {First[..9]}";

    /// <summary>What a view shows of a message that comes before the history is read, and of one that comes after.</summary>
    private async Task<string[]> ShownAsync(Func<VerbContext, FrameOrigins, ProbeView> view, WireMessage[] early, WireMessage[] late)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var context = Context(output);
        var go = new TaskCompletionSource();
        await using var origins = FrameOrigins.Start(context, _repository.Path, _commit, go.Task);
        var shown = view(context, origins);
        shown.Changed(Status());
        Array.ForEach(early, shown.Show);
        go.SetResult();
        await origins.Reading;
        Array.ForEach(late, shown.Show);
        shown.Finish(Status());
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private VerbContext Context(StringWriter output)
    {
        var terminal = new Terminal(output, TextWriter.Null, Live: false, Color: false, Width: 100) { Directory = _repository.Path };
        return new VerbContext(terminal, new RootCommand().Parse([]), verbose: false, json: null, TestContext.Current.CancellationToken);
    }

    private static ProbeStatus Status() => Samples.Status(ProbeKind.Snapshot, ProbeState.Applied);

    private static FakeAgent Serving(WireMessage build, params WireMessage[] events)
    {
        var agent = OwnAgent.Start();
        agent.Answer = request => request switch
        {
            DescribeBuild => [build],
            FindLines => [new LinesFound([], [])],
            _ => [new ProbePlaced(Status()), .. events, new ProbeChanged(Status() with { State = ProbeState.Removed })],
        };
        return agent;
    }

    private Task<CliRun> RunAsync(string verb, params string[] arguments) =>
        CliRun.InAsync(_repository.Path, [verb, OwnAgent.Pid, .. arguments, "--repo", _repository.Path]);
}
