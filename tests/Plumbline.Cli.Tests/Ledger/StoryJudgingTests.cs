using System.Diagnostics;
using System.Text.Json;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Ledger;

/// <summary>The sample shop's story, told, taken in and judged; against what the story says is true.</summary>
public sealed class StoryJudgingTests(StoryJudgingTests.Judged judged) : IClassFixture<StoryJudgingTests.Judged>
{
    private static readonly string s_story = Path.Combine(Repository.Root, "samples/shop/story");
    private static readonly JsonElement s_truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_story, "truth.json"))).RootElement;

    [Fact]
    public void Incident_ThatAFixOrAStackTellsOf_IsItsCulprits()
    {
        var seen = 0;
        foreach (var (truth, story) in Pairs().Where(pair => HasEvidence(pair.Truth)))
        {
            var blames = story.GetProperty("incident").GetProperty("blames");

            truth.GetProperty("culprits").EnumerateArray().Select(culprit => culprit.GetString()).ShouldContain(blames[0].GetProperty("commit").GetString(), Id(truth));
            seen++;
        }

        seen.ShouldBe(10);
    }

    [Fact]
    public void Incident_ThatOnlyTimeTellsOf_IsPossibleAtMost()
    {
        foreach (var (truth, story) in Pairs().Where(pair => !HasEvidence(pair.Truth)))
        {
            story.GetProperty("incident").GetProperty("blames").EnumerateArray().ShouldAllBe(blame => blame.GetProperty("verdict").GetString() == "possible", Id(truth));
        }
    }

    [Fact]
    public void Remedies_AreThoseThatWereTried()
    {
        foreach (var (truth, story) in Pairs().Where(pair => HasEvidence(pair.Truth)))
        {
            var tried = story.GetProperty("timeline").EnumerateArray().Where(step => step.GetProperty("what").GetString() is "rollback" or "hotfix" or "fix-forward" or "diagnostic" or "config")
                .Select(step => (Deployment: step.GetProperty("deployment").GetString(), Kind: Kind(step.GetProperty("what").GetString()!)));

            tried.ShouldBe(truth.GetProperty("remedies").EnumerateArray().Select(remedy => (remedy.GetProperty("deployment").GetString(), Kind(remedy.GetProperty("kind").GetString()!))), Id(truth));
        }
    }

    [Fact]
    public void Incident_ThatIsNone_IsExcluded()
    {
        foreach (var (truth, story) in Pairs())
        {
            var expected = truth.TryGetProperty("excluded", out var excluded) ? excluded.GetString() == "third-party" ? "other-cause" : excluded.GetString() : null;

            (story.GetProperty("incident").TryGetProperty("excluded", out var told) ? told.GetString() : null).ShouldBe(expected, Id(truth));
        }
    }

    private IEnumerable<(JsonElement Truth, JsonElement Story)> Pairs() => s_truth.GetProperty("incidents").EnumerateArray().Select(truth => (truth, judged.Stories[Id(truth)]));

    private static string Id(JsonElement truth) => truth.GetProperty("incident").GetString()!;

    private static bool HasEvidence(JsonElement truth) =>
        truth.TryGetProperty("evidence", out var evidence) && evidence.GetString() is { } words && (words.Contains("fix", StringComparison.Ordinal) || words.Contains("stack", StringComparison.Ordinal) || words.Contains("rollback", StringComparison.Ordinal));

    /// <summary>Whether a mend was made in haste is a matter of opinion.</summary>
    private static string Kind(string kind) => kind is "forward" or "fix-forward" or "hotfix" ? "mend" : kind;

    /// <summary>The story in a folder, with its ledger, and what is told of each incident.</summary>
    public sealed class Judged : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public Dictionary<string, JsonElement> Stories { get; } = [];

        public async ValueTask InitializeAsync()
        {
            var told = _folder.File("told");
            var start = new ProcessStartInfo(Path.Combine(s_story, "tell"), [told]) { RedirectStandardOutput = true };
            start.Environment["PLUMB"] = "true";
            using var process = Process.Start(start)!;
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(s_story, "events"), "*.jsonl"))
            {
                (await CliRun.InAsync(told, "ingest", Path.GetFileNameWithoutExtension(file).Split('-')[0], file)).Out.ShouldContain(" 0 rejected");
            }

            foreach (var incident in s_truth.GetProperty("incidents").EnumerateArray())
            {
                var run = await CliRun.InAsync(told, "incident", Id(incident), "--json");
                run.Exit.ShouldBe(ExitCode.Ok, run.Error);
                Stories[Id(incident)] = JsonDocument.Parse(run.Lines[0]).RootElement;
            }
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
