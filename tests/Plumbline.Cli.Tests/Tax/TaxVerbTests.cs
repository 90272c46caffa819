using System.CommandLine;
using System.Text.Json;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Tax;
using Plumbline.Ledger.Facts;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Tax;

public sealed class TaxVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tax_WithoutALedger_SaysHowToBeginOne()
    {
        Directory.CreateDirectory(_folder.File(".git"));

        var run = await CliRun.InAsync(_folder.Path, "tax");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Error.ShouldContain("plumb ingest");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(44)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(160)]
    public async Task Tax_InATerminal_StaysWithinItsWidth(int width)
    {
        var run = await RunAsync(width, "--since", "150d");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Out.ShouldStartWith("Of 100 AI-written");
        run.Lines.ShouldAllBe(line => Columns.Of(line) <= width);
        run.Out.ShouldContain("Redeploys a fix takes");
    }

    [Fact]
    public async Task Tax_Json_HasEveryKindAndItsStamp()
    {
        var run = await RunAsync(100, "--since", "150d", "--json");

        var lines = run.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("kind").GetString()).Distinct().ShouldBe(
            ["tax", "tax-figure", "tax-comparison", "tax-curve", "tax-times", "tax-cycles", "tax-work", "tax-hours", "tax-change", "tax-coverage"], ignoreOrder: true);
        lines.ShouldAllBe(line => line.GetProperty("stamp").GetProperty("until").GetString() == "2026-05-31T00:00:00.000000Z");
        var figures = lines.Where(line => line.GetProperty("kind").GetString() == "tax-figure").ToList();
        figures.Select(line => line.GetProperty("metric").GetString()).Distinct().ShouldBe(["M1", "M3", "M7", "M8", "M9", "M10", "M10b", "M12"], ignoreOrder: true);
    }

    [Fact]
    public async Task Tax_Html_IsWrittenAndMayBeWrittenAgain()
    {
        (await RunAsync(100, "--html", "report.html")).Error.ShouldContain("report.html");
        (await RunAsync(100, "--html", "report.html", "--service", "search")).Exit.ShouldBe(ExitCode.Ok);

        (await File.ReadAllTextAsync(_folder.File("report.html"), TestContext.Current.CancellationToken)).ShouldContain("service search");
    }

    [Fact]
    public async Task Tax_Rates_ComeFromTheSettings()
    {
        await File.WriteAllTextAsync(_folder.File("plumbline.yml"), "tax:\n  hour: 80\n  senior-hour: 110.5\n  currency: CHF\n", TestContext.Current.CancellationToken);
        (await RunAsync(100)).Out.ShouldContain("CHF for AI-written code");

        await File.WriteAllTextAsync(_folder.File("plumbline.yml"), "tax:\n  hour: -3\n", TestContext.Current.CancellationToken);
        var wrong = await RunAsync(100);
        wrong.Exit.ShouldBe(ExitCode.BadSettings);
        wrong.Error.ShouldContain("plumbline.yml:2:9: hour must be what an hour costs");
    }

    [Theory]
    [InlineData("--service", "nobody")]
    [InlineData("--since", "soon")]
    [InlineData("--since", "2031-01-01")]
    [InlineData("--html", "nowhere/report.html")]
    public async Task Tax_WhatCantBe_IsRefusedWithAReason(string option, string value)
    {
        var run = await RunAsync(100, option, value);

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(value);
    }

    [Fact]
    public async Task Tax_HostileNames_DontReachTheTerminal()
    {
        var run = await RunAsync(100, SampleFacts.Of("\u001b]0;x\u0007\u202E"));

        run.Out.ShouldNotContain("\u001b");
        run.Out.ShouldNotContain("\u0007");
        run.Out.ShouldNotContain("\u202E");
    }

    private Task<CliRun> RunAsync(int width, params string[] args) => RunAsync(width, SampleFacts.Of(), args);

    private async Task<CliRun> RunAsync(int width, LedgerFacts facts, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, error, Live: false, Color: false, width) { Directory = _folder.Path };
        var shared = new SharedOptions();
        var root = new RootCommand { shared.Json, shared.Verbose, TaxCommand.Build(new VerbRunner(terminal, shared), _ => Task.FromResult<TaxSource?>(new TaxSource(facts, TimeSpan.FromHours(24), (_, _) => TaxNames.None))) };
        var exit = await root.Parse(["tax", .. args]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, TestContext.Current.CancellationToken);
        return new CliRun((ExitCode)exit, output.ToString(), error.ToString());
    }
}
