using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Commands;

/// <summary>A command line that is wrong is answered with what was probably meant.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("snapsot 1 x", "There is no command 'snapsot'; did you mean snapshot?")]
    [InlineData("porbes 1", "There is no command 'porbes'; did you mean probes?")]
    [InlineData("frobnicate", "There is no command 'frobnicate'.")]
    [InlineData("--jsn ps", "There is no option '--jsn'; did you mean --json?")]
    [InlineData("snapshot 1 X --hit 3", "There is no option '--hit'; did you mean --hits?")]
    [InlineData("snapshot 1 X --cpature a", "There is no option '--cpature'; did you mean --capture?")]
    [InlineData("snapshot 1 X --hits abc", "--hits abc: expected a whole number.")]
    [InlineData("snapshot 1 X --depth 1.5", "--depth 1.5: expected a whole number.")]
    [InlineData("snapshot 1 X --for soon", "--for soon: expected something like 30s.")]
    [InlineData("snapshot 1 X --when", "--when needs a value: --when EXPR")]
    [InlineData("snapshot 1 X --hits", "--hits needs a value: --hits N")]
    [InlineData("snapshot", "PID and PLACE are missing: plumb snapshot PID PLACE")]
    [InlineData("log 1 X", "TEMPLATE is missing: plumb log PID PLACE TEMPLATE")]
    [InlineData("snapshot 1 Orders.Checkout( Guid )", "'Guid' is one word too many. Does something need quotes")]
    public async Task CommandLine_ThatIsWrong_SaysWhatWasMeant(string line, string expected)
    {
        var run = await CliRun.Async(line.Split(' '));

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Error.ShouldStartWith("plumb: " + expected);
        run.Error.ShouldContain("--help`");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Name_Alone_ShowsWhatThereIs()
    {
        var run = await CliRun.Async();

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Out.ShouldContain("snapshot <PID> <PLACE>");
        run.Out.ShouldContain("plumb ps ");
        run.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("snapshot --help")]
    [InlineData("")]
    [InlineData("ps --json")]
    [InlineData("count no-such-name-anywhere X --json")]
    public async Task Output_WhoseReaderHasGone_EndsWithoutACrash(string line)
    {
        await using var target = await TargetProcess.IdleAsync();
        using var error = new StringWriter();
        await using var gone = new ClosedPipe();
        var terminal = new Terminal(gone, error, Live: false, Color: false, Width: 100);

        var exit = await Plumb.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), terminal, TestContext.Current.CancellationToken);

        ((ExitCode)exit).ShouldBe(ExitCode.OutputClosed);
    }

    [Theory]
    [InlineData("snapshot", "Examples:\n  plumb snapshot Shop Shop.Orders.Checkout\n")]
    [InlineData("time", "--to PriceCalculator.cs:23")]
    public async Task Help_OfAVerb_EndsWithExamples(string verb, string expected) =>
        (await CliRun.Async(verb, "--help")).Out.ShouldContain(expected);

    [Fact]
    public async Task Help_OfAVerbThatCapturesNothing_HidesTheLimitsOfCaptures()
    {
        var help = (await CliRun.Async("count", "--help")).Out;

        help.ShouldNotContain("--depth");
        help.ShouldNotContain("--capture");
        help.ShouldContain("--by");
    }

    [Fact]
    public async Task Process_NamedByNothing_IsSaid()
    {
        var run = await CliRun.Async("count", "", "X");

        run.Exit.ShouldBe(ExitCode.ProcessNotFound);
        run.Error.ShouldContain("PID is empty");
    }

    private sealed class ClosedPipe : StringWriter
    {
        public override void Write(char value) => throw new IOException("Broken pipe");

        public override void Write(string? value) => throw new IOException("Broken pipe");

        public override void Write(char[] buffer, int index, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<char> buffer) => throw new IOException("Broken pipe");

        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
