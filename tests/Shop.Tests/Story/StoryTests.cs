using System.Globalization;
using System.Text.Json;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Shop.Tests.Story;

/// <summary>The story is data: mailboxes, events, and what is true of them. These hold the parts against each other.</summary>
public sealed class StoryTests(Told told) : IClassFixture<Told>
{
    private static readonly string[] s_apart = ["story", "bin", "obj", ".shop", ".plumbline"];

    [Fact]
    public void LastTree_IsTheShopAsItStands()
    {
        var files = Directory.EnumerateFiles(Told.Shop, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Told.Shop, path))
            .Where(path => !path.Split('/').Any(part => s_apart.Contains(part)))
            .ToList();
        var blobs = Told.Run("git", ["hash-object", "--no-filters", "--", .. files], Told.Shop).ShouldSucceed().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shop = files.Zip(blobs, (path, blob) => $"{Mode(path)} blob {blob}\t{path}");

        var tree = told.Git("-c", "core.quotePath=off", "ls-tree", "-r", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        tree.Order(StringComparer.Ordinal).ShouldBe(shop.Order(StringComparer.Ordinal), "the shop was changed: give the story another chapter, as its README says");

        static string Mode(string path) => (File.GetUnixFileMode(Path.Combine(Told.Shop, path)) & UnixFileMode.UserExecute) != 0 ? "100755" : "100644";
    }

    [Fact]
    public void Tell_Elsewhere_MakesTheSameIds()
    {
        using var folder = new TemporaryFolder();

        Told.Run(Path.Combine(Told.Shop, "story", "tell"), [folder.Path], "/", ("PLUMB", "true"), ("GIT_AUTHOR_NAME", "Somebody Else"), ("TZ", "Asia/Tokyo"), ("GIT_DIR", "/nowhere")).ShouldSucceed();

        Told.Run("git", ["for-each-ref"], folder.Path).ShouldSucceed().ShouldBe(told.Git("for-each-ref"));
        told.Git("rev-parse", "main").Trim().ShouldBe(Told.Truth.GetProperty("tip").GetString());
        told.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void Tell_Again_ChangesNothing()
    {
        File.AppendAllText(Path.Combine(told.Path, "plumbline.yml"), "# mine\n");
        var before = told.Git("for-each-ref");

        Told.Tell(told.Path).ShouldSucceed();

        told.Git("for-each-ref").ShouldBe(before);
        File.ReadAllText(Path.Combine(told.Path, "plumbline.yml")).ShouldEndWith("# mine\n");
    }

    [Fact]
    public void Tell_FolderOfSomethingElse_IsRefusedAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("mine"), "mine");

        Told.Tell(folder.Path).Exit.ShouldBe(1);
        Told.Run("git", ["init", "-q", folder.Path], "/").ShouldSucceed();
        Told.Tell(folder.Path).Exit.ShouldBe(1);
        Told.Tell("--help").Exit.ShouldBe(2);

        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order().ShouldBe([".git", "mine"]);
    }

    [Fact]
    public void Squash_HoldsWhatItsPullRequestDid()
    {
        foreach (var pull in Told.Truth.GetProperty("pulls").EnumerateObject())
        {
            var squash = Change(change => change.TryGetProperty("number", out var number) && number.GetInt32() == int.Parse(pull.Name, CultureInfo.InvariantCulture));

            told.Git("rev-parse", $"refs/pull/{pull.Name}/head").Trim().ShouldBe(pull.Value.GetString());
            told.Git("diff", squash, $"refs/pull/{pull.Name}/head").ShouldBeEmpty();
            told.Git("rev-list", "--count", $"{squash}^..refs/pull/{pull.Name}/head").Trim().ShouldBe("2");
        }
    }

    [Fact]
    public void Truth_NamesEveryCommitInItsOrder() =>
        told.Git("rev-list", "--reverse", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(Told.Truth.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("commit").GetString()!));

    [Fact]
    public void Deployment_IsOfACommitThatWasThereByThen()
    {
        var seen = 0;
        foreach (var status in Told.Events("github-deployments"))
        {
            var at = Time(status.GetProperty("deployment_status").GetProperty("created_at"));
            var sha = status.GetProperty("deployment").GetProperty("sha").GetString()!;

            CommittedAt(sha).ShouldBeLessThan(at);
            seen++;
        }

        seen.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void Culprit_RanWhenItsIncidentBegan()
    {
        var production = Told.Events("github-deployments")
            .Where(status => status.GetProperty("deployment_status") is var at && at.GetProperty("state").GetString() == "success" && at.GetProperty("environment").GetString() == "production")
            .Select(status => (Sha: status.GetProperty("deployment").GetProperty("sha").GetString()!, At: Time(status.GetProperty("deployment_status").GetProperty("created_at"))))
            .ToList();
        foreach (var (incident, culprit) in Culprits().Where(pair => pair.Incident.GetProperty("service").GetString() == "shop"))
        {
            var ran = production.Last(one => one.At < Time(incident.GetProperty("detected"))).Sha;

            told.Git("merge-base", "--is-ancestor", culprit, ran);
        }
    }

    [Fact]
    public void LastFix_MendsAFileOfTheCulprit()
    {
        var seen = 0;
        foreach (var (incident, culprit) in Culprits())
        {
            incident.GetProperty("redeploys").GetInt32().ShouldBe(incident.GetProperty("remedies").GetArrayLength());
            if (incident.GetProperty("fixes").EnumerateArray().LastOrDefault() is { ValueKind: JsonValueKind.String } fix)
            {
                Files(fix.GetString()!).Intersect(Files(culprit)).ShouldNotBeEmpty($"{fix} mends what {culprit} did");
                seen++;
            }
        }

        seen.ShouldBe(12);
    }

    [Fact]
    public void Frame_IsTheLineOfTheCommitThatRan()
    {
        var seen = 0;
        foreach (var error in Told.Events("sentry").Select(line => line.GetProperty("data")).Where(data => data.TryGetProperty("error", out _)).Select(data => data.GetProperty("error")))
        {
            foreach (var frame in error.GetProperty("exception").GetProperty("values")[0].GetProperty("stacktrace").GetProperty("frames").EnumerateArray().Where(frame => frame.GetProperty("in_app").GetBoolean()))
            {
                var lines = told.Git("show", $"{error.GetProperty("release").GetString()}:{frame.GetProperty("filename").GetString()}").Split('\n');
                lines[frame.GetProperty("lineno").GetInt32() - 1].ShouldBe(frame.GetProperty("context_line").GetString());
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void SeededFault_CameWithTheCommitThatBroughtItsFile()
    {
        var readme = File.ReadAllText(Path.Combine(Told.Shop, "README.md"));
        foreach (var fault in Told.Truth.GetProperty("faults").EnumerateObject())
        {
            var row = readme.Split('\n').Single(line => line.StartsWith($"| `{fault.Name}` |", StringComparison.Ordinal));

            Files(fault.Value.GetString()!).ShouldContain(row.Split('`')[3]);
        }

        Told.Truth.GetProperty("faults").EnumerateObject().Count().ShouldBe(9);
    }

    /// <summary>The last commit, and two of those that were deployed. All of them are built by <c>./test --all</c>.</summary>
    [Fact]
    public void DeployedCommit_Builds()
    {
        var all = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1";
        var deployed = Told.Events("github-deployments").Select(status => status.GetProperty("deployment").GetProperty("sha").GetString()!).Distinct().ToList();
        string[] ids = all ? [.. deployed] : [deployed[^1]];
        using var folder = new TemporaryFolder();
        Told.Run("git", ["clone", "-q", told.Path, folder.File("clone")], "/").ShouldSucceed();
        foreach (var id in ids)
        {
            Told.Run("git", ["checkout", "-q", id], folder.File("clone")).ShouldSucceed();

            Told.Run("dotnet", ["build", "Shop.csproj", "-c", "Release", "-v", "q", "--nologo", "-m:1"], folder.File("clone")).ShouldSucceed();
        }
    }

    private static IEnumerable<(JsonElement Incident, string Culprit)> Culprits() =>
        Told.Truth.GetProperty("incidents").EnumerateArray().SelectMany(incident => incident.GetProperty("culprits").EnumerateArray().Select(culprit => (incident, culprit.GetString()!)));

    private string[] Files(string commit) => told.Git("diff", "--name-only", commit + "^", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Change(Func<JsonElement, bool> which) => Told.Truth.GetProperty("changes").EnumerateArray().Single(which).GetProperty("commit").GetString()!;

    private DateTimeOffset CommittedAt(string sha) => DateTimeOffset.Parse(told.Git("log", "-1", "--format=%cI", sha).Trim(), CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement text) => DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
