using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Captures;

/// <summary>Everything in a store came out of some process, and may be meant to harm whoever looks at it.</summary>
public sealed class HostileStoreTests
{
    private const string Evil = "\e]0;owned\a\e[2J\u202e\u009b31m\ud800\0\r\n\"};--";

    [Theory]
    [InlineData("captures")]
    [InlineData("captures", "--json")]
    [InlineData("export")]
    public async Task Verb_OfHostileTexts_WritesNoneOfThemToTheTerminal(params string[] verb)
    {
        using var store = Filled();

        var run = await store.RunAsync(verb);

        run.Exit.ShouldBe(ExitCode.Ok);
        ShouldBeClean(run.Out);
        run.Lines.Length.ShouldBe(verb is ["captures"] ? 5 : 4, "no text makes a line of its own");
    }

    [Fact]
    public async Task Show_OfHostileTexts_WritesNoneOfThemToTheTerminal()
    {
        using var store = Filled();
        var ids = (await store.RunAsync("captures")).Lines[1..].Select(line => line.Split(' ')[0]);

        foreach (var id in ids)
        {
            var run = await store.RunAsync("show", id);
            run.Exit.ShouldBe(ExitCode.Ok, run.Error);
            ShouldBeClean(run.Out);
            ShouldBeClean((await store.RunAsync("show", id, "--json")).Out);
        }
    }

    [Fact]
    public async Task Captures_TextOfAMegabyte_IsCutInTheTableAndWholeInShow()
    {
        using var store = new StoreFolder();
        store.Add(Samples.Log with { Text = new string('x', 1_000_000) + "end" });

        var list = await store.RunAsync("captures");
        list.Out.Length.ShouldBeLessThan(1000);
        (await store.RunAsync("show", list.Lines[1].Split(' ')[0], "--json")).Out.ShouldContain("xend");
    }

    private static StoreFolder Filled()
    {
        var store = new StoreFolder(service: "Shop" + Evil);
        var frame = new CapturedFrame("A.B" + Evil, "/src" + Evil, 3, true);
        store.Add(
            Samples.Armed with
            {
                Method = "A.B" + Evil,
                File = "/src" + Evil,
                Event = Evil,
                Outcome = Evil,
                TraceId = Evil,
                ThreadName = Evil,
                Values = [new(Evil, "exception", 0)],
                Nodes = [new() { Kind = "string" + Evil, Type = "T" + Evil, Value = Evil, Cut = Evil }],
                Frames = [frame],
            },
            Samples.Failure with { Type = "E" + Evil, Message = Evil, Place = frame, Frames = [frame], Inner = [new(Evil, Evil)], Ends = [new(new(FailureEndKind.Caught, Evil, Evil, 1), 1)] },
            Samples.Log with { Text = Evil, TraceId = Evil });
        store.AddRaw(System.Text.Encoding.UTF8.GetBytes("""{"t":"odd\u001b[31m","text":"\ud800 \u001b[31m","method":"\u001b]0;x\u0007"}"""));
        return store;
    }

    private static void ShouldBeClean(string text) => text.Where(c => c != '\n' && IsUnsafe(c)).ShouldBeEmpty();

    private static bool IsUnsafe(char c) => c is < ' ' or '\x7f' or (>= '\x80' and <= '\x9f') or '\u202e' or (>= '\ud800' and <= '\udfff');
}
