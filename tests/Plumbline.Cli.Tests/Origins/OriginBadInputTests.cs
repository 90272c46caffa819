using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>What can't be answered ends in a sentence, what to do, and an exit code of its own.</summary>
public sealed class OriginBadInputTests : IDisposable
{
    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task NoRepository_IsSaid()
    {
        using var folder = new TemporaryFolder();

        await Refused(folder.Path, ExitCode.NoRepository, "no git repository", "origin");
        await Refused(folder.Path, ExitCode.NoRepository, "no folder", "origin", "--repo", "nowhere");
        await Refused(folder.Path, ExitCode.NoRepository, "no git repository", "origin", "fetch");
        await Refused(folder.Path, ExitCode.NoRepository, "There is no git repository here: not a git repository", "origin");
    }

    [Fact]
    public async Task Fetch_WithoutARemote_DoesNotAskForTheNameOfOne()
    {
        _repository.Write("a", "a\n");
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.GitFailed, "`git remote add` adds one", "origin", "fetch");
    }

    [Fact]
    public async Task UnbornHead_IsSaid() => await Refused(_repository.Path, ExitCode.NoRevision, "no commit yet", "origin");

    [Fact]
    public async Task UnknownRevisionPathAndLine_AreSaid()
    {
        _repository.Write("src/Orders.cs", "int x;\n");
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.NoRevision, "'nope' names no commit", "origin", "--rev", "nope");
        await Refused(_repository.Path, ExitCode.NoRevision, "names no commit", "origin", "--rev", "--all");
        await Refused(_repository.Path, ExitCode.NotInRevision, "There is no Orders.c at", "origin", "Orders.c");
        await Refused(_repository.Path, ExitCode.NotInRevision, "src/Orders.cs", "origin", "Order");
        await Refused(_repository.Path, ExitCode.NoLines, "so there is no line 9", "origin", "src/Orders.cs:9");
        await Refused(_repository.Path, ExitCode.Usage, "is not FILE:LINE", "origin", "why", "src/Orders.cs");
        await Refused(_repository.Path, ExitCode.Usage, "--since soon", "origin", "--since", "soon");
        await Refused(_repository.Path, ExitCode.NotInRevision, "matches nowhere", "origin", "--path", "nowhere");
        await Refused(_repository.Path, ExitCode.NotInRevision, "is called Checkout", "origin", "method", "Checkout");
    }

    [Fact]
    public async Task WhatContradictsItself_IsSaid()
    {
        _repository.Write("src/Orders.cs", "int x;\n");
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.NotInRevision, "but --path leaves it out", "origin", "src/Orders.cs", "--path", "docs");
        await Refused(_repository.Path, ExitCode.Usage, "give one of them", "origin", "log", "--csv", "--json");
        await Refused(_repository.Path, ExitCode.Usage, "give one of them", "origin", "--csv", "--json");
    }

    [Fact]
    public async Task LogWithoutCommits_SaysWhy()
    {
        _repository.Write("src/Orders.cs", "int x;\n");
        _repository.Commit("Start");
        async Task Told(string why, params string[] arguments)
        {
            var run = await CliRun.InAsync(_repository.Path, ["origin", "log", .. arguments]);
            run.Exit.ShouldBe(ExitCode.Ok);
            run.Error.ShouldContain(why);
        }

        await Told("matches that", "--path", "nowhere");
        await Told("since 2090-01-01", "--since", "2090-01-01");
    }

    [Fact]
    public async Task FileWithoutLines_SaysWhatItIs()
    {
        _repository.Write("a.bin", "a\0b\n");
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.NoLines, "it is binary", "origin", "a.bin");
    }

    [Fact]
    public async Task PathThatIsNoFileHere_SaysWhatItIs()
    {
        _repository.Write("src/Orders.cs", "int x;\n");
        _repository.Commit("Start");
        _repository.Git("update-index", "--add", "--cacheinfo", "160000,1234567890123456789012345678901234567890,module");
        Directory.CreateDirectory(Path.Combine(_repository.Path, "module"));
        _repository.Commit("Module");

        await Refused(_repository.Path, ExitCode.NotInRevision, "src is a folder: `plumb origin --path`", "origin", "src");
        await Refused(_repository.Path, ExitCode.NotInRevision, "lies outside of the repository", "origin", "../elsewhere/Orders.c");
        await Refused(_repository.Path, ExitCode.NotInRevision, "lies in the submodule module", "origin", "module/Orders.c");
        await Refused(_repository.Path, ExitCode.NoLines, "it is a submodule", "origin", "module");
        await Refused(Path.Combine(_repository.Path, ".git"), ExitCode.NoRepository, "the inside of a .git folder", "origin");
    }

    [Fact]
    public async Task FileThatAPartialCloneLacks_IsSaidOnce()
    {
        _repository.Write("Orders.cs", "int x;\n");
        _repository.Commit("Start");
        _repository.Git("config", "uploadpack.allowFilter", "true");
        using var folder = new TemporaryFolder();
        var clone = Path.Combine(folder.Path, "clone");
        _repository.Git("clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://" + _repository.Path, clone);

        var file = await CliRun.InAsync(clone, "origin", "Orders.cs");
        var whole = await CliRun.InAsync(clone, "origin");
        var log = await CliRun.InAsync(clone, "origin", "log");

        file.Error.ShouldBe("plumb: Orders.cs has no lines: contents of its history are not in this clone.\n`git fetch --refetch` gets it.\n");
        whole.Error.ShouldBe("1 file has no lines here, as contents of its history are not in this clone. Run: git fetch --refetch\n");
        log.Error.ShouldContain("The clone is not whole: could not fetch");
    }

    [Fact]
    public async Task SeveralFilesOfOneName_AreListed()
    {
        _repository.Write("a/Orders.cs", "int x;\n");
        _repository.Write("b/Orders.cs", "int x;\n");
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.NotInRevision, "b/Orders.cs", "origin", "Orders.cs");
    }

    [Theory]
    [InlineData("origin:\n  unmarked: true\n", "'unmarked' is not known under origin")]
    [InlineData("origin:\n  human-until: soon\n", "human-until must be a date")]
    [InlineData("origin:\n  signatures:\n    - tool: X\n", "a signature needs a tool and a pattern")]
    [InlineData("origin:\n  signatures:\n    - tool: X\n      pattern: Y\n      kind: robot\n", "kind must be agent")]
    public async Task WrongSettings_AreNotPassedOver(string yml, string says)
    {
        _repository.Write("plumbline.yml", yml);
        _repository.Commit("Start");

        await Refused(_repository.Path, ExitCode.BadSettings, says, "origin");
    }

    [Fact]
    public async Task CorruptNote_IsTold_AndTheRestStillCounts()
    {
        _repository.Write("a.cs", "int x = 1;\n");
        var id = _repository.Commit("Start", GitFolder.Agent);
        _repository.Note("refs/notes/ai", id, "rubbish");

        var run = await CliRun.InAsync(_repository.Path, "origin");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Out.ShouldContain("Not read: refs/notes/ai on " + id[..9]);
        run.Out.ShouldContain("Copilot coding agent");
    }

    [Fact]
    public async Task Fetch_WithoutAnAnswer_FetchesNothing_AndWithYesWhatIsThere()
    {
        _repository.Write("a.cs", "int x = 1;\n");
        var id = _repository.Commit("Start");
        _repository.Git("update-ref", "refs/pull/7/head", id);
        _repository.Note("refs/notes/ai", id, "---\n{}");
        using var clone = new GitFolder();
        clone.Git("remote", "add", "origin", _repository.Path);
        clone.Git("fetch", "--quiet", "origin");

        var asked = await CliRun.InAsync(clone.Path, "origin", "fetch", "--csv");
        var before = clone.Git("for-each-ref", "refs/pull", "refs/notes");
        var done = await CliRun.InAsync(clone.Path, "origin", "fetch", "--yes");

        asked.Exit.ShouldBe(ExitCode.Ok, asked.Error);
        asked.Lines.ShouldBe(["remote,refs,count,lacking,fetched", "origin,refs/notes/*,1,1,False", "origin,refs/pull/*/head,1,1,False"], ignoreOrder: true);
        before.ShouldBeEmpty();
        done.Exit.ShouldBe(ExitCode.Ok, done.Error);
        clone.Git("for-each-ref", "--format=%(refname)", "refs/pull", "refs/notes").ShouldBe("refs/notes/ai\nrefs/pull/7/head\n");
        (await CliRun.InAsync(clone.Path, "origin", "fetch", "--yes")).Error.ShouldContain("Nothing is to be fetched.");
    }

    private static async Task Refused(string folder, ExitCode code, string says, params string[] args)
    {
        var run = await CliRun.InAsync(folder, args);

        run.Error.ShouldContain(says);
        run.Exit.ShouldBe(code);
        run.Out.ShouldBeEmpty();
    }
}
