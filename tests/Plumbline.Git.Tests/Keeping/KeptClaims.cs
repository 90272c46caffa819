using System.Text.Json;
using Plumbline.Git.Claims;
using Plumbline.Git.Keeping;
using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Keeping;

public sealed class KeptClaims
{
    [Fact]
    public void Claims_ThatAreKept_ComeBackAsTheyWere()
    {
        LineClaim[] claims =
        [
            new("refs/notes/ai", "c1", "a b.cs", 1, 4, OriginClass.Ai) { Tool = "tool", Model = "model", Session = "s", Person = "Ann", QuoteHead = "a b.cs: key" },
            new("refs/notes/agent-trace", "c1", "ä.cs", 7, 7, OriginClass.Mixed) { Confidence = 0.25, At = 0, Quote = "said so" },
            new("refs/notes/ai", "c2", "", 1, int.MaxValue, OriginClass.Unknown) { At = -5 },
        ];
        var found = new FoundNotes(
            [
                new ReadNote("refs/notes/ai", "c1", new ClaimSet(claims, [new RejectedClaim(claims[0], ClaimRefusal.Dangling)], "trouble")),
                new ReadNote("refs/notes/ai", "c2", new ClaimSet([], [])),
            ],
            7,
            3,
            ["refs/agentdiff/x"]);
        var writer = new PackedWriter();
        KeptNotes.Write(writer, found);
        byte[] bytes = writer.Written.ToArray();

        JsonSerializer.Serialize(KeptNotes.Read(new PackedReader(bytes, 0, bytes.Length))).ShouldBe(JsonSerializer.Serialize(found));
        for (int end = 0; end < bytes.Length; end++)
        {
            Should.Throw<InvalidDataException>(() => KeptNotes.Read(new PackedReader(bytes, 0, end)));
        }
    }

    [Fact]
    public async Task Notes_ThatChanged_AreReadAnew()
    {
        using var repository = new TestRepository();
        repository.Lines("a.cs", "one", "two");
        string commit = repository.Commit("Start");
        string cache = repository.Beside("kept");
        Directory.CreateDirectory(Path.Combine(cache, "origin"));

        (await ReadAsync(repository, commit, cache)).Notes.ShouldBeEmpty();
        Note(repository, "a.cs\n  key 1-1\n---\n{\"prompts\":{\"key\":{\"agent_id\":{\"tool\":\"cursor\",\"model\":\"m\"}}}}");
        FoundNotes first = await ReadAsync(repository, commit, cache), again = await ReadAsync(repository, commit, cache);
        Note(repository, "a.cs\n  key 2-2\n---\n{\"prompts\":{\"key\":{\"agent_id\":{\"tool\":\"cursor\",\"model\":\"m\"}}}}");

        first.Notes[0].Claims.Claims[0].Quote.ShouldBe("a.cs: key 1-1");
        JsonSerializer.Serialize(again).ShouldBe(JsonSerializer.Serialize(first));
        Directory.GetFiles(Path.Combine(cache, "origin"), "*.notes").ShouldHaveSingleItem();
        (await ReadAsync(repository, commit, cache)).Notes[0].Claims.Claims[0].From.ShouldBe(2);
    }

    [Fact]
    public async Task Notes_OfWhichSomeAreMissing_HoldUntilTheyCome()
    {
        using var repository = new TestRepository();
        repository.Lines("a.cs", "one", "two");
        string commit = repository.Commit("Start");
        string cache = repository.Beside("kept");
        Directory.CreateDirectory(Path.Combine(cache, "origin"));
        Note(repository, "a.cs\n  key 1-1\n---\n{\"prompts\":{\"key\":{\"agent_id\":{\"tool\":\"cursor\",\"model\":\"m\"}}}}");
        string id = repository.Run("rev-parse", $"refs/notes/ai:{commit}");
        string place = Path.Combine(repository.Path, ".git", "objects", id[..2], id[2..]);
        byte[] content = File.ReadAllBytes(place);
        File.Delete(place);

        FoundNotes first = await ReadAsync(repository, commit, cache), again = await ReadAsync(repository, commit, cache);

        first.Unread.ShouldBe(1);
        JsonSerializer.Serialize(again).ShouldBe(JsonSerializer.Serialize(first));
        Directory.GetFiles(Path.Combine(cache, "origin"), "*.notes").ShouldHaveSingleItem();
        File.WriteAllBytes(place, content);
        (await ReadAsync(repository, commit, cache)).ShouldSatisfyAllConditions(found => found.Unread.ShouldBe(0), found => found.Notes.ShouldHaveSingleItem());
    }

    [Fact]
    public async Task Map_MadeWithoutSomeContents_HoldsUntilTheyCome()
    {
        using var repository = new TestRepository();
        repository.Lines("file", "one", "two");
        repository.Lines("other", "three", "four");
        repository.Commit("Start");
        string id = repository.Run("rev-parse", "HEAD:file");
        string place = Path.Combine(repository.Path, ".git", "objects", id[..2], id[2..]);
        byte[] content = File.ReadAllBytes(place);
        File.Delete(place);
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };

        OriginMap map = await repository.OriginsAsync(options: kept);
        string told = map.Told();

        map.File("file")!.Kind.ShouldBe(FileKind.Missing);
        Directory.GetFiles(Path.Combine(kept.CacheFolder, "origin"), "*.map").ShouldHaveSingleItem();
        OriginMap again = await repository.OriginsAsync(options: kept);
        again.Told().ShouldBe(told);
        again.Gaps.ShouldBe(map.Gaps);

        File.WriteAllBytes(place, content);
        (await repository.OriginsAsync(options: kept)).File("file")!.LineCount.ShouldBe(2);
    }

    private static void Note(TestRepository repository, string text)
    {
        repository.Write(".git/note", text);
        repository.Run("notes", "--ref=ai", "add", "-f", "-F", ".git/note", "HEAD");
    }

    private static async Task<FoundNotes> ReadAsync(TestRepository repository, string commit, string cache) =>
        await NoteReader.ReadAsync(repository.Path, RepositoryState.Read(repository.Path, withHeads: true, TestContext.Current.CancellationToken), commit, cache, TestContext.Current.CancellationToken);
}
