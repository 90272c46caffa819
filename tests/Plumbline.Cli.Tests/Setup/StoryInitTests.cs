using System.Diagnostics;
using Plumbline.Cli.Settings;
using Plumbline.Ledger.Facts;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Setup;

/// <summary>What <c>plumb init</c> guesses of the sample shop's repository, against what its team wrote down itself.</summary>
public sealed class StoryInitTests
{
    [Fact]
    public async Task Init_OnTheShop_ComesNearToWhatItsTeamWrote()
    {
        using var folder = new TemporaryFolder();
        var told = folder.File("told");
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "samples/shop/story/tell"), [told]) { RedirectStandardOutput = true };
        start.Environment["PLUMB"] = "true";
        using (var process = Process.Start(start)!)
        {
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var written = Policy(told);
        var origin = OriginSettings.From(SettingsFile.Load(Path.Combine(told, "plumbline.yml")));

        (await CliRun.InAsync(told, "init", "--force")).Exit.ShouldBe(ExitCode.Ok);

        var guessed = Policy(told);
        guessed.Services.Select(service => service.Name.ToLowerInvariant()).ShouldBe(written.Services.Select(service => service.Name));
        guessed.Services.Select(service => service.Team).ShouldBe(written.Services.Select(service => service.Team));
        guessed.Services[0].Paths.Except(["/*.props", "/*.csproj"]).ShouldBe(written.Services[0].Paths.Except(["/Shop.csproj", "/Directory.*.props"]), ignoreOrder: true);
        guessed.Production.ShouldBe(written.Production);
        guessed.Seniors.ShouldBeSubsetOf(written.Seniors);
        guessed.Seniors.Count.ShouldBe(3);
        File.ReadAllText(Path.Combine(told, "plumbline.yml")).ShouldContain("#  kestrelworks: [\"@kestrelworks.example\"]   # guess: 2 people");
        OriginSettings.From(SettingsFile.Load(Path.Combine(told, "plumbline.yml"))).UnmarkedIsHumanSince.ShouldBe(origin.UnmarkedIsHumanSince);
    }

    private static LedgerPolicy Policy(string folder) => LedgerSettings.From(SettingsFile.Load(Path.Combine(folder, "plumbline.yml")));
}
