using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Processes;

public sealed class ProcessListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AgentFiles _files;

    public ProcessListingTests() => _files = TestFiles.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AllAsync_RunningTarget_IsListedWithWhatItIs()
    {
        await using var target = await TargetProcess.IdleAsync();

        var found = await OneAsync(target);

        found.Name.ShouldBe("Idle");
        found.RuntimeVersion.ShouldBe(Environment.Version.ToString());
        found.Architecture.ShouldBe("x64");
        found.User.ShouldBe(UserNames.Of(ProcessStatus.OwnUid));
        found.CommandLine.ShouldEndWith("Idle.dll");
        found.Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task AllAsync_TargetWithItsOwnTmpdir_IsFoundThere()
    {
        using var tmp = new TemporaryFolder();
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", tmp.Path));

        (await OneAsync(target)).Refusal.ShouldBeNull();
        TargetFacts.Read(target.Pid)!.SocketPath.ShouldNotBeNull().ShouldStartWith(tmp.Path);
    }

    [Fact]
    public async Task AllAsync_DiagnosticsOff_IsListedWithTheReason()
    {
        await using var target = await TargetProcess.IdleAsync(("DOTNET_EnableDiagnostics", "0"));

        var found = await OneAsync(target);

        found.Name.ShouldBe("Idle");
        found.RuntimeVersion.ShouldBe(Environment.Version.ToString());
        found.Refusal.ShouldNotBeNull().Code.ShouldBe(AttachFailure.DiagnosticsOff);
        found.Refusal.Detail.ShouldContain("DOTNET_EnableDiagnostics=0");
    }

    [Fact]
    public async Task AllAsync_OtherPrograms_AreNotListed()
    {
        await using var sleeper = TargetProcess.Start("sleep", ["60"]);

        // Between its fork and its exec it still is what started it.
        while ((await File.ReadAllTextAsync($"/proc/{sleeper.Pid}/comm", TestContext.Current.CancellationToken)).Trim() != "sleep")
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (await ProcessListing.AllAsync(_files)).ShouldNotContain(p => p.Pid == sleeper.Pid);

        // As a .NET process leaves it that had the same pid, and was killed.
        var socket = Path.Combine("/tmp", $"dotnet-diagnostic-{sleeper.Pid}-1-socket");
        await File.WriteAllTextAsync(socket, "", TestContext.Current.CancellationToken);
        try
        {
            (await ProcessListing.AllAsync(_files)).ShouldNotContain(p => p.Pid == sleeper.Pid);
            (await new ProcessWait("sleep", TimeSpan.Zero).LookAsync()).ShouldNotContain(facts => facts.Pid == sleeper.Pid);
        }
        finally
        {
            File.Delete(socket);
        }
    }

    [Fact]
    public async Task SelectAsync_PartOfAName_FindsIt()
    {
        await using var target = await TargetProcess.IdleAsync();
        await using var other = await TargetProcess.IdleAsync();

        var thrown = await Should.ThrowAsync<AttachException>(() => ProcessSelector.SelectAsync("idl"));

        thrown.Code.ShouldBe(AttachFailure.AmbiguousProcess);
        thrown.Message.ShouldContain($"{target.Pid} Idle");
        thrown.Message.ShouldContain($"{other.Pid} Idle");
    }

    [Fact]
    public async Task SelectAsync_NoSuchPid_Throws() =>
        (await Should.ThrowAsync<AttachException>(() => ProcessSelector.SelectAsync("2147483600"))).Code.ShouldBe(AttachFailure.NoSuchProcess);

    [Fact]
    public async Task SelectAsync_NoSuchName_ListsWhatThereIs()
    {
        await using var target = await TargetProcess.IdleAsync();

        var thrown = await Should.ThrowAsync<AttachException>(() => ProcessSelector.SelectAsync("no-such-name"));

        thrown.Code.ShouldBe(AttachFailure.NoSuchProcess);
        thrown.Cure.ShouldNotBeNull().ShouldContain("Idle");
    }

    private async Task<DotnetProcess> OneAsync(TargetProcess target) =>
        (await ProcessListing.AllAsync(_files)).Where(p => p.Pid == target.Pid).ShouldHaveSingleItem();
}
