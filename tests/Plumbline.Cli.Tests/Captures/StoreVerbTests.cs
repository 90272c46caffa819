using System.Text.Json;
using Plumbline.Store;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Captures;

/// <summary>The verbs that read the store.</summary>
public sealed class StoreVerbTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Captures_ListsAllKindsNewestFirst()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Armed, Samples.Failure, Samples.Log with { At = 1_760_000_030_000_000 });

        var run = await store.RunAsync("captures");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Lines.Length.ShouldBe(4);
        run.Lines[1].ShouldContain("failure  Shop.Prices.Parse     System.FormatException × 3  no number");
        run.Lines[2].ShouldEndWith("log      Shop.Orders.Checkout  order 3 costs 4.50");
        run.Lines[3].ShouldContain("10-09 08:53:20  Shop     capture  Shop.Prices.Parse     System.FormatException  Shop/Prices.cs:46");
    }

    [Theory]
    [InlineData(2, "--method", "prices")]
    [InlineData(2, "--type", "FormatException")]
    [InlineData(1, "--value", "text=12,5X")]
    [InlineData(1, "--value", "costs 4.50")]
    [InlineData(1, "--method", "checkout")]
    [InlineData(3, "--service", "shop")]
    [InlineData(1, "--kind", "log")]
    [InlineData(3, "--since", "2025-10-09")]
    [InlineData(1, "--since", "2025-10-09T08:54")]
    [InlineData(0, "--since", "2h")]
    [InlineData(1, "--limit", "1")]
    public async Task Captures_Filter_NarrowsThemDown(int expected, string option, string value)
    {
        using var store = new StoreFolder();
        store.Add(Samples.Armed, Samples.Failure, Samples.Log);

        var run = await store.RunAsync("captures", option, value, "--json");

        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        run.Lines.Length.ShouldBe(expected, run.Out);
        run.Lines.ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.GetProperty("kind").GetString()!.StartsWith("stored"));
    }

    [Fact]
    public async Task Captures_NothingStored_SaysSoAndMakesNothing()
    {
        using var store = new StoreFolder();

        var run = await store.RunAsync("captures");

        (run.Exit, run.Out).ShouldBe((ExitCode.Ok, ""));
        run.Error.ShouldContain("Nothing is stored");
        Directory.Exists(store.Place.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Captures_Delete_TakesOutWhatMatches()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Armed, Samples.Failure, Samples.Log);

        (await store.RunAsync("captures", "--delete", "--kind", "log")).Error.ShouldContain("Deleted 1 entry and 0 groups");

        (await store.RunAsync("captures")).Out.ShouldNotContain("costs");
    }

    [Theory]
    [InlineData("--since", "yesterday")]
    [InlineData("--since", "2x")]
    [InlineData("--limit", "0")]
    public async Task Captures_BadOption_IsAUsageError(string option, string value)
    {
        using var store = new StoreFolder();

        (await store.RunAsync("captures", option, value)).Exit.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Show_Failure_TellsItsStoryWithTheValuesOfItsFrames()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Armed, Samples.Failure);
        var id = (await store.RunAsync("captures", "--kind", "failure")).Lines[1].Split(' ')[0];

        var run = await store.RunAsync("show", id.ToUpperInvariant());

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("failure of Shop  3 times");
        run.Out.ShouldContain("swallowed by Shop.Prices.Read  Shop/Prices.cs:40");
        run.Out.ShouldContain("text = \"12,5x\"");
    }

    [Fact]
    public async Task Show_Capture_ByAPartOfItsId_IsTheWholeTree()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Capture);
        var id = (await store.RunAsync("captures")).Lines[1].Split(' ')[0];

        var run = await store.RunAsync("show", id[..5]);

        run.Out.ShouldContain("capture of Shop  2025-10-09 08:53:20 UTC  pid 4711 on web-1  version 1.2.3+4f2c");
        run.Out.ShouldContain("#1 Shop.Orders.Checkout  returned in 1.23 ms");
        run.Out.ShouldContain("‹redacted: name›");
    }

    [Fact]
    public async Task Show_FirstsSlowCallsAndRecordings_TellWhatTheyAre()
    {
        using var store = new StoreFolder();
        store.Add(Samples.First, Samples.Slow, Samples.Recorded, Samples.Capture with { Slow = 1, Method = Samples.Slow.Method, At = Samples.Slow.At });

        (await ShowAsync(store, "first")).ShouldContain("discount was negative for the first time in 48,211 calls");
        var slow = await ShowAsync(store, "slow-call");
        slow.ShouldContain("PriceService.Get 790 ms (1 call)");
        slow.ShouldContain("order = Shop.Order");
        (await ShowAsync(store, "recording")).ShouldContain(Samples.Recorded.Method);
    }

    [Fact]
    public async Task Show_UnknownAndAmbiguousIds_HaveTheirOwnExitCodes()
    {
        using var store = new StoreFolder();
        store.Add([.. Enumerable.Range(1, 60).Select(n => Samples.Log with { Hit = n })]);

        (await store.RunAsync("show", "zzzzzzzzz")).Exit.ShouldBe(ExitCode.NotStored);
        (await store.RunAsync("show", "no/id")).Exit.ShouldBe(ExitCode.NotStored);
        var twice = Enumerable.Range(0, 32).Select(n => "0123456789abcdefghjkmnpqrstvwxyz"[n].ToString());
        var runs = await Task.WhenAll(twice.Select(prefix => store.RunAsync("show", prefix)));
        var ambiguous = runs.First(run => run.Exit == ExitCode.IdAmbiguous);
        ambiguous.Error.ShouldContain("It may mean:");
    }

    [Fact]
    public async Task Show_MessageOfALaterVersion_IsPrintedAsItIs()
    {
        using var store = new StoreFolder();
        store.AddRaw("""{"t":"brand-new","at":1760000000000000,"text":"later \u001b[31m","deep":{"answer":42}}"""u8.ToArray());
        var id = (await store.RunAsync("captures")).Lines[1].Split(' ')[0];

        var run = await store.RunAsync("show", id);

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldContain("brand-new of Shop");
        run.Out.ShouldContain("\"answer\": 42");
        run.Out.ShouldNotContain("\e");
    }

    [Fact]
    public async Task Export_ToAFile_IsForItsUserAloneAndNeverOverAnother()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Capture, Samples.Armed, Samples.Failure, Samples.Log);
        var file = store.File("out.jsonl");

        var run = await store.RunAsync("export", file);

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Error.ShouldContain("3 entries and 1 group");
        var lines = await File.ReadAllLinesAsync(file, Cancel);
        lines.Length.ShouldBe(4);
        lines.ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.GetProperty("body").ValueKind == JsonValueKind.Object);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await store.RunAsync("export", file)).Exit.ShouldBe(ExitCode.Usage);
        (await store.RunAsync("export", "--kind", "log")).Lines.ShouldHaveSingleItem().ShouldBe(lines.Single(line => line.Contains("\"what\":\"log\"")));
    }

    [Fact]
    public async Task Store_Damaged_IsOneSentence()
    {
        using var store = new StoreFolder();
        store.Place.Prepare();
        await File.WriteAllTextAsync(store.Place.Database, new string('x', 9000), Cancel);

        var run = await store.RunAsync("captures");

        run.Exit.ShouldBe(ExitCode.StoreUnusable);
        run.Error.ShouldContain("is damaged");
        run.Error.ShouldContain("Move the file out of the way");
    }

    private static async Task<string> ShowAsync(StoreFolder store, string kind)
    {
        var row = (await store.RunAsync("captures", "--kind", kind)).Lines[1];
        var run = await store.RunAsync("show", row.Split(' ')[0]);
        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        return run.Out;
    }
}
