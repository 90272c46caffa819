using System.Text;
using Plumbline.Git.Keeping;
using Plumbline.Git.Tests.Support;
using Plumbline.Origin.Replay;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Keeping;

/// <summary>What is listed from commits that are known, against what git lists.</summary>
public sealed class KnownCommits
{
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    public async Task List_OfAGraphThatGrew_IsGits_InItsOrder(int seed)
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(seed).Stream(150), "fast-import", "--quiet", "--force");
        string[] all = repository.Run("rev-list", "--topo-order", "--reverse", "--all").Split('\n');
        var random = new Random(seed);
        var graph = new CommitGraph();
        string[] known = [];
        for (int end = 20; end <= all.Length; end += 13)
        {
            string[] tips = [all[end - 1], .. Enumerable.Range(0, random.Next(6)).Select(_ => all[random.Next(end)])];

            CommitList listed = await ListAsync(repository, graph, tips, known);

            listed.Ids.Select(id => id.ToString()).ShouldBe(repository.Run(["rev-list", "--topo-order", "--reverse", .. tips]).Split('\n'));
            Enumerable.Range(0, listed.Count).Select(i => string.Join(' ', [listed[i], .. listed.ParentsOf(i).Select(parent => listed[parent])]))
                .ShouldBe(repository.Run(["rev-list", "--topo-order", "--reverse", "--parents", .. tips]).Split('\n'));
            known = tips;
        }

        Reread(graph).Count.ShouldBe(graph.Count);
    }

    [Fact]
    public async Task Commits_ThatAreAllKnown_AreListedWithoutGit()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(44).Stream(60), "fast-import", "--quiet", "--force");
        string tip = repository.Run("rev-parse", "main");
        var graph = new CommitGraph();
        CommitList listed = await ListAsync(repository, graph, [tip], []);

        CommitList again = await new CommitLister(repository.Beside("nowhere"), Reread(graph)).ListAsync([IdOf(tip)], [], TestContext.Current.CancellationToken);

        again.Ids.ShouldBe(listed.Ids);
    }

    [Fact]
    public async Task Commit_ThatIsGone_IsNoEndForTheList()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(45).Stream(60), "fast-import", "--quiet", "--force");
        var graph = new CommitGraph();
        ObjectId gone = IdOf(new string('a', 40));
        graph.Add(gone, [], 0).ShouldBeTrue();

        CommitList listed = await ListAsync(repository, graph, ["main"], [gone.ToString()]);

        listed.Ids.Select(id => id.ToString()).ShouldBe(repository.Run("rev-list", "--topo-order", "--reverse", "main").Split('\n'));
    }

    [Fact]
    public async Task Tip_ThatIsMissing_IsAFailure()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(46).Stream(60), "fast-import", "--quiet", "--force");
        var graph = new CommitGraph();
        await ListAsync(repository, graph, ["main"], []);

        var failure = await Should.ThrowAsync<GitException>(() => ListAsync(repository, graph, ["main", new string('b', 40)], ["main"]));

        failure.Failure.ShouldBe(GitFailure.MissingObject);
    }

    // As the log keeps it.
    private static CommitGraph Reread(CommitGraph graph)
    {
        (var whole, var writer) = (new CommitGraph(), new PackedWriter());
        graph.Write(writer);
        whole.Read(new PackedReader(writer.Written.ToArray()));
        whole.IsNew.ShouldBeFalse();
        return whole;
    }

    private static Task<CommitList> ListAsync(TestRepository repository, CommitGraph graph, string[] tips, string[] known)
    {
        ObjectId[] Ids(string[] names) => [.. names.Select(name => IdOf(name.Length == 40 ? name : repository.Run("rev-parse", name)))];
        return new CommitLister(repository.Path, graph).ListAsync(Ids(tips), Ids(known), TestContext.Current.CancellationToken);
    }

    private static ObjectId IdOf(string hex) => ObjectId.Parse(Encoding.ASCII.GetBytes(hex));
}
