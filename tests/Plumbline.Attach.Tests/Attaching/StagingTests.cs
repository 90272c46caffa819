using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Attaching;

public sealed class StagingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _source = new();
    private readonly AgentFiles _files;

    public StagingTests() => _files = TestFiles.In(_source);

    public void Dispose()
    {
        _folder.Dispose();
        _source.Dispose();
    }

    [Fact]
    public async Task Stage_FreshProcess_PutsPrivateFilesIntoItsOwnTemporaryDirectory()
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", _folder.Path));

        var staged = Staging.Stage(Facts(target), _files);

        staged.Agent.ShouldBe($"{_folder.Path}/plumbline-{ProcessStatus.OwnUid}-{_files.Build}/{AgentFiles.AgentName}");
        File.ReadAllBytes(staged.Agent).ShouldBe(_files.AgentBytes);
        File.GetUnixFileMode(Path.GetDirectoryName(staged.Agent)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetDirectories(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Stage_Twice_GivesTheSamePlace()
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", _folder.Path));

        var first = Staging.Stage(Facts(target), _files);
        var times = File.GetLastWriteTimeUtc(first.Agent);

        Staging.Stage(Facts(target), _files).ShouldBe(first);
        File.GetLastWriteTimeUtc(first.Agent).ShouldBe(times);
    }

    [Fact]
    public async Task Stage_AtOnceFromSeveral_AllGetTheSameCompleteFiles()
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", _folder.Path));
        var facts = Facts(target);

        var staged = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Staging.Stage(facts, _files))));

        staged.Distinct().ShouldHaveSingleItem();
        Staging.Holds(facts.Root, staged[0], _files).ShouldBeTrue();
        Directory.GetDirectories(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Stage_ContentWasChanged_TakesANameThatNobodyCanGuess()
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", _folder.Path));
        var first = Staging.Stage(Facts(target), _files);
        File.SetUnixFileMode(first.Agent, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(first.Agent, "not an agent");

        var second = Staging.Stage(Facts(target), _files);

        second.Agent.ShouldStartWith(Path.GetDirectoryName(first.Agent) + "-");
        File.ReadAllBytes(second.Agent).ShouldBe(_files.AgentBytes);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("open to others")]
    public async Task Stage_NameTakenBySomethingUnsafe_IsNotUsed(string obstacle)
    {
        var name = _folder.File($"plumbline-{ProcessStatus.OwnUid}-{_files.Build}");
        using var elsewhere = new TemporaryFolder();
        if (obstacle == "link")
        {
            Directory.CreateSymbolicLink(name, elsewhere.Path);
        }
        else
        {
            Directory.CreateDirectory(name);
            File.SetUnixFileMode(name, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        }

        await using var target = await TargetProcess.IdleAsync(("TMPDIR", _folder.Path));

        var staged = Staging.Stage(Facts(target), _files);

        staged.Agent.ShouldStartWith(name + "-");
        Directory.GetFiles(elsewhere.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/does/not/exist")]
    [InlineData("/proc")]
    public async Task Stage_TemporaryDirectoryTakesNoFiles_TakesTheNext(string tmp)
    {
        await using var target = await TargetProcess.IdleAsync(("TMPDIR", tmp), ("DOTNET_EnableDiagnostics", "0"));

        var staged = Staging.Stage(Facts(target), _files);

        staged.Agent.ShouldStartWith("/tmp/plumbline-");
        Directory.Delete(Path.GetDirectoryName(staged.Agent)!, recursive: true);
    }

    [Fact]
    public async Task Stage_OtherUsersProcess_GivesThemTheFiles()
    {
        Assert.SkipUnless(ProcessStatus.OwnUid == 0, "Only root can start a process as another user.");
        await using var target = await OtherUser.IdleAsync();
        var facts = TargetFacts.Read(target.Pid).ShouldNotBeNull();
        facts.Status.Uid.ShouldBe(OtherUser.Uid);

        var staged = Staging.Stage(facts, _files);

        LibC.Stat(staged.Agent).ShouldNotBeNull().Uid.ShouldBe(OtherUser.Uid);
        LibC.Stat(Path.GetDirectoryName(staged.Agent)!).ShouldNotBeNull().Uid.ShouldBe(OtherUser.Uid);
        Directory.Delete(Path.GetDirectoryName(staged.Agent)!, recursive: true);
    }

    private static TargetFacts Facts(TargetProcess target) => TargetFacts.Read(target.Pid).ShouldNotBeNull();
}
