using System.Net.Sockets;
using Plumbline.Attach.Attaching;
using Plumbline.Attach.Doctor;
using Plumbline.Attach.Processes;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Doctor;

public sealed class ExaminationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AgentFiles _files;

    public ExaminationTests() => _files = TestFiles.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_OrdinaryProcess_AllIsWell()
    {
        await using var target = await TargetProcess.IdleAsync();

        foreach (var result in await ExamineAsync(target.Pid))
        {
            result.Outcome.ShouldBe(CheckOutcome.Ok, $"{result.Name}: {result.Detail}");
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableDiagnostics", "0", AttachFailure.DiagnosticsOff)]
    [InlineData("COMPlus_EnableDiagnostics", "0x0", AttachFailure.DiagnosticsOff)]
    [InlineData("DOTNET_EnableDiagnostics_IPC", "0", AttachFailure.DiagnosticsOff)]
    [InlineData("DOTNET_EnableDiagnostics_Profiler", "0", AttachFailure.ProfilerOff)]
    public async Task Run_SwitchedOff_NamesTheSettingAndACure(string name, string value, string code)
    {
        await using var target = await TargetProcess.IdleAsync((name, value));

        var failed = (await ExamineAsync(target.Pid)).First(r => r.Outcome == CheckOutcome.Failed);

        failed.Code.ShouldBe(code);
        failed.Detail.ShouldContain($"{name}={value}");
        failed.Cure.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Run_SwitchedOn_IsNotTakenForOff()
    {
        await using var target = await TargetProcess.IdleAsync(("DOTNET_EnableDiagnostics", "1"), ("DOTNET_EnableDiagnostics_Profiler", "01"));

        Examination.FirstFailure(await FactsAsync(target.Pid), _files).ShouldBeNull();
    }

    [Fact]
    public async Task Run_ProfilerConfiguredButNotLoaded_IsNoObstacle()
    {
        await using var target = await TargetProcess.IdleAsync(
            ("CORECLR_ENABLE_PROFILING", "1"),
            ("CORECLR_PROFILER", "{00000000-0000-0000-0000-000000000001}"),
            ("CORECLR_PROFILER_PATH", "/nowhere/libother.so"));

        var result = await OneAsync(target.Pid, "other profiler");

        result.Outcome.ShouldBe(CheckOutcome.Ok);
        result.Detail.ShouldContain("not loaded");
    }

    [Fact]
    public async Task Run_ProfilerLoaded_IsNamed()
    {
        // Any library that the process has mapped stands for a profiler that it was told to load.
        var library = Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "libcoreclr.so");
        await using var target = await TargetProcess.IdleAsync(
            ("CORECLR_ENABLE_PROFILING", "1"),
            ("CORECLR_PROFILER", "{00000000-0000-0000-0000-000000000001}"),
            ("CORECLR_PROFILER_PATH", library));

        var result = await OneAsync(target.Pid, "other profiler");

        result.Code.ShouldBe(AttachFailure.OtherProfiler);
        result.Detail.ShouldContain(library);
    }

    [Fact]
    public async Task Run_StartupHooksTrimmedAway_IsSeenInTheRuntimeConfiguration()
    {
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(TargetProcess.Folder("Idle")))
        {
            File.Copy(file, copy.File(Path.GetFileName(file)));
        }

        var config = copy.File("Idle.runtimeconfig.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"configProperties\": {", "\"configProperties\": { \"System.StartupHookProvider.IsSupported\": false,"));
        await using var target = await TargetProcess.StartAsync("dotnet", [copy.File("Idle.dll")], []);

        var result = await OneAsync(target.Pid, "startup hooks");

        result.Code.ShouldBe(AttachFailure.StartupHooksOff);
        result.Detail.ShouldContain(config);
    }

    [Fact]
    public async Task Run_NotDotnet_SaysSo()
    {
        await using var sleeper = TargetProcess.Start("sleep", ["60"]);

        var failed = Examination.FirstFailure(await FactsAsync(sleeper.Pid), _files);

        failed.ShouldNotBeNull().Code.ShouldBe(AttachFailure.NotDotnet);
    }

    [Fact]
    public async Task Run_SocketFileOfADeadProcess_IsNotTakenForTheTargets()
    {
        using var tmp = new TemporaryFolder();
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", tmp.Path));
        LeaveDeadSocket(tmp.File($"dotnet-diagnostic-{target.Pid}-1-socket"));

        (await OneAsync(target.Pid, "diagnostics socket")).Outcome.ShouldBe(CheckOutcome.Ok);
    }

    [Fact]
    public async Task Run_OnlyADeadSocketIsLeft_IsSaid()
    {
        using var tmp = new TemporaryFolder();
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", tmp.Path), ("DOTNET_EnableDiagnostics_IPC", "0"));
        LeaveDeadSocket(tmp.File($"dotnet-diagnostic-{target.Pid}-1-socket"));

        var result = await OneAsync(target.Pid, "diagnostics socket");

        result.Outcome.ShouldBe(CheckOutcome.Failed);
        result.Detail.ShouldContain("nobody listens");
    }

    [Fact]
    public async Task Run_StoppedProcess_IsNotWaitedForForever()
    {
        await using var target = await TargetProcess.IdleAsync();
        await SignalAsync(target.Pid, "STOP");
        try
        {
            var result = await OneAsync(target.Pid, "diagnostics socket");

            result.Code.ShouldBe(AttachFailure.NoAnswer);
            result.Cure.ShouldNotBeNull().ShouldContain("CONT");
        }
        finally
        {
            await SignalAsync(target.Pid, "CONT");
        }
    }

    [Fact]
    public async Task Run_OtherUsersProcess_RootMayAttach()
    {
        Assert.SkipUnless(ProcessStatus.OwnUid == 0, "Only root can start a process as another user.");
        await using var target = await OtherUser.IdleAsync();

        var results = await ExamineAsync(target.Pid);

        results.Single(r => r.Name == "user").Detail.ShouldContain("root");
        results.ShouldAllBe(r => r.Outcome == CheckOutcome.Ok || r.Name == "startup hooks");
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("/does/not/exist")]
    public async Task CandidatesFor_BadTmpdir_IsRefusedAndTheNextTried(string tmp)
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", tmp), ("DOTNET_EnableDiagnostics", "0"));

        var places = StagingPlace.CandidatesFor(await FactsAsync(target.Pid)).ToArray();

        places[0].Refusal.ShouldNotBeNull();
        places.ShouldContain(p => p.Inside == "/tmp" && p.Refusal == null);
    }

    private static void LeaveDeadSocket(string path)
    {
        // .NET removes the file that it bound; under another name it stays, as it does when a process is killed.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path + ".tmp"));
        File.Move(path + ".tmp", path);
    }

    private static async Task SignalAsync(int pid, string signal)
    {
        using var kill = System.Diagnostics.Process.Start("kill", ["-" + signal, pid.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<CheckResult[]> ExamineAsync(int pid) => Examination.Run(await FactsAsync(pid), _files);

    private async Task<CheckResult> OneAsync(int pid, string name) => (await ExamineAsync(pid)).Single(r => r.Name == name);

    private static async Task<TargetFacts> FactsAsync(int pid)
    {
        var facts = TargetFacts.Read(pid).ShouldNotBeNull();
        await facts.AskRuntimeAsync();
        return facts;
    }
}
