using Plumbline.Cli.Settings;
using Plumbline.Cli.Tests.Origins;
using Plumbline.Ledger.Facts;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Setup;

public sealed class InitVerbTests : IDisposable
{
    private const string Library = "<Project Sdk=\"Microsoft.NET.Sdk\"/>";
    private const string Web = "<Project Sdk=\"Microsoft.NET.Sdk.Web\"/>";
    private const string Program = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>";

    private readonly GitFolder _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public async Task Init_ProjectsOfDotnet_AreServicesWithWhatTheyAreBuiltFrom()
    {
        _repository.Write("Directory.Packages.props", "<Project/>");
        _repository.Write("src/Api/Api.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\"><ItemGroup><ProjectReference Include=\"..\\Core\\Core.csproj\"/></ItemGroup></Project>");
        _repository.Write("src/Core/Core.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><ProjectReference Include=\"../Base/Base.csproj;../../../../etc/Away.csproj\"/></ItemGroup></Project>");
        _repository.Write("src/Base/Base.csproj", Library);
        _repository.Write("src/Mailer/Mailer.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Worker\"/>");
        _repository.Write("src/Mailer/Dockerfile", "FROM x");
        _repository.Write("src/AppHost/AppHost.csproj", "<Project Sdk=\"Aspire.AppHost.Sdk/9.0.0\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>");
        _repository.Write("src/Api.Tests/Api.Tests.csproj", Program);
        _repository.Write("src/Checks/Checks.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><PackageReference Include=\"xunit.v3\"/></ItemGroup></Project>");
        _repository.Write("samples/Hello/Hello.csproj", Web);
        _repository.Write("src/Broken/Broken.csproj", "<Project><<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>");

        var policy = await InitAsync();

        policy.Services.Select(service => service.Name).ShouldBe(["Api", "Mailer"]);
        policy.Services[0].Paths.ShouldBe(["/src/Api", "/src/Core", "/src/Base", "/Directory.*"]);
        policy.Services[1].Paths.ShouldBe(["/src/Mailer", "/Directory.*"]);
    }

    [Fact]
    public async Task Init_ProjectAtTheTop_IsBuiltFromWhatNoOtherHasForItself()
    {
        _repository.Write("Shop.csproj", Web);
        _repository.Write("Program.cs", "");
        _repository.Write("README.md", "");
        _repository.Write("Orders/Order.cs", "");
        _repository.Write("docs/a.md", "");
        _repository.Write("load/Load.csproj", Program);

        var policy = await InitAsync();

        policy.Services.Select(service => service.Name).ShouldBe(["Shop", "Load"]);
        policy.Services[0].Paths.ShouldBe(["/Orders", "/*.cs", "/*.csproj"], ignoreOrder: true);
        policy.Services[1].Paths.ShouldBe(["/load"]);
    }

    [Fact]
    public async Task Init_LibrariesWithAHelper_AreOneService()
    {
        for (var number = 0; number < 8; number++)
        {
            _repository.Write($"src/Lib{number}/Lib{number}.csproj", Library);
        }

        _repository.Write("src/Generator/Generator.csproj", Program);
        _repository.Git("remote", "add", "origin", "https://git.example/octo/toolbox.git");

        var policy = await InitAsync();

        policy.Services.Select(service => (service.Name, service.Paths.Single())).ShouldBe([("toolbox", "/src")]);
    }

    [Fact]
    public async Task Init_ProgramsOfOtherLanguages_AreServices()
    {
        _repository.Write("go.mod", "module git.example/octo/fleet\n");
        _repository.Write("cmd/api/main.go", "// Serves.\npackage main\n");
        _repository.Write("cmd/worker/main.go", "package main\n");
        _repository.Write("internal/store/store.go", "package store\n");
        _repository.Write("hack/gen/main.go", "package main\n");
        _repository.Write("web/package.json", """{"name":"@octo/front","scripts":{"start":"node ."}}""");
        _repository.Write("web/ui/package.json", """{"name":"ui","scripts":{"build":"tsc"}}""");
        _repository.Write("agent/Cargo.toml", "[package]\nname = \"edge-agent\"\n");
        _repository.Write("agent/src/main.rs", "fn main() {}");
        _repository.Write("docker/Dockerfile.report", "FROM x AS b\nCOPY --chown=a report shared/lib /app/\nCOPY --from=b /x /y\n");
        _repository.Write("report/run.py", "");
        _repository.Write("shared/lib/a.py", "");
        _repository.Write("docker/ci/Dockerfile", "FROM x\n");

        var policy = await InitAsync();

        policy.Services.Select(service => (service.Name, Paths: string.Join(' ', service.Paths))).ShouldBe(
            [("edge-agent", "/agent"), ("api", "/cmd/api /internal /go.mod"), ("worker", "/cmd/worker /internal /go.mod"), ("report", "/report /shared/lib"), ("front", "/web")],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Init_Environments_AreThoseOfWorkflows()
    {
        _repository.Write(".github/workflows/a.yml", "jobs:\n  a:\n    environment: staging\n  b:\n    environment:\n      name: prod-eu\n      url: x\n  c:\n    environment: ${{ inputs.where }}\n  d:\n    environment: Preprod\n  e:\n    environment: pre-prod\n");
        _repository.Write(".github/workflows/broken.yml", "jobs: [\n");
        _repository.Write(".gitlab-ci.yml", "deploy:\n  environment:\n    name: live\n");
        _repository.Commit("one");

        var run = await RunAsync("init", "--json");
        var policy = Policy();

        policy.Production.ShouldBe(["prod-eu", "live"]);
        run.Out.ShouldContain("\"otherEnvironments\":[\"staging\",\"Preprod\",\"pre-prod\"]");
    }

    [Fact]
    public async Task Init_CodeOwners_TellTeamsAndSeniors()
    {
        _repository.Write("src/Api/Api.csproj", Web);
        _repository.Write("src/Old/Old.csproj", Web);
        _repository.Write(".github/CODEOWNERS", "# all\n*  @octo/platform\n/src/Api/ @octo/checkout ann@example.com # both\n[Section] @octo/none\n/src/Old/ @octo/checkout\n/src/Old/ @nina @nobody\n/with\\ space/ @octo/platform\n");
        for (var number = 0; number < 3; number++)
        {
            _repository.Write("src/Api/a.cs", $"{number}");
            _repository.Commit("api", "Ben <ben@corp.example>", $"2026-07-0{number + 1}T00:00:00Z");
        }

        _repository.Commit("n", "Nina <77+nina@users.noreply.github.com>");

        var policy = await InitAsync();
        var text = File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml"));

        policy.Services.Select(service => (service.Name, service.Team)).ShouldBe([("Api", "checkout"), ("Old", "")]);
        policy.Seniors.ShouldBe(["ann@example.com", "77+nina@users.noreply.github.com"]);
        text.ShouldContain("  #  checkout: [ben@corp.example]\n");
        text.ShouldContain("  #  platform: []\n");
    }

    [Fact]
    public async Task Init_History_TellsPartnersAndVeteransAndNoMachine()
    {
        People("Ann <ann@corp.example>", 60, 2023);
        People("Eva <eva@eu.corp.example>", 20, 2026);
        People("Piotr <piotr@kestrel.example>", 3, 2026);
        People("Hana <hana@kestrel.example>", 2, 2026);
        People("Jane Roe <jane@janeroe.example>", 12, 2026);
        People("Once <once@passing.example>", 2, 2026);
        People("Free <free@gmail.com>", 30, 2026);
        People("renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>", 80, 2022);
        People("Claude <noreply@anthropic.com>", 70, 2023);
        People(GitFolder.Agent, 70, 2023);
        People("Max (aider) <max@corp.example>", 55, 2023);

        var policy = await InitAsync();
        var run = await RunAsync("init", "--force", "--json");

        policy.Seniors.ShouldBe(["ann@corp.example", "max@corp.example"]);
        policy.Partners.ShouldBeEmpty("they are guesses, and commented out");
        run.Out.ShouldContain("""{"domain":"kestrel.example","people":2,"commits":5}]""");
    }

    [Fact]
    public async Task Init_FileThatIsThere_IsLeftAlone()
    {
        _repository.Write("plumbline.yml", "redaction:\n  names: [iban]\n");
        _repository.Commit("one");

        var run = await RunAsync("init");

        run.Exit.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("--force");
        File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml")).ShouldBe("redaction:\n  names: [iban]\n");
    }

    [Theory]
    [InlineData("redaction:\n  names: [iban] # mine\n", "redaction:\n  names: [iban] # mine\n\nledger:\n", "")]
    [InlineData("# top\nledger:\n  flap: 1m\n  # old\n\n# about the store\nstore:\n  days: 3\n", "# top\nledger:\n", "\n# about the store\nstore:\n  days: 3\n")]
    [InlineData("store: {days: 3}\nledger: {flap: 1m}\n# end\n", "store: {days: 3}\nledger:\n", "# end\n")]
    [InlineData("store:\r\n  days: 3\r\n", "store:\n  days: 3\n\nledger:\n", "")]
    [InlineData("", "ledger:\n", "")]
    public async Task Init_Force_WritesTheLedgerPartAndKeepsTheRest(string before, string begins, string ends)
    {
        _repository.Write("a.cs", "");
        _repository.Commit("one");
        _repository.Write("plumbline.yml", before);

        (await RunAsync("init", "--force")).Exit.ShouldBe(ExitCode.Ok);
        var once = File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml"));
        (await RunAsync("init", "--force")).Exit.ShouldBe(ExitCode.Ok);

        once.ShouldStartWith(begins);
        once.ShouldEndWith("  #evaluation: 24h\n" + ends);
        once.ShouldNotContain("1m\n");
        File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml")).ShouldBe(once);
    }

    [Theory]
    [InlineData("{store: {days: 3}}\n")]
    [InlineData("store: [\n")]
    [InlineData("- a\n")]
    [InlineData("store:\n  days: 3\n...\n---\na: b\n")]
    public async Task Init_FileOfAnotherOrder_IsAnErrorAndStays(string before)
    {
        _repository.Commit("one");
        _repository.Write("plumbline.yml", before);

        (await RunAsync("init", "--force")).Exit.ShouldBe(ExitCode.BadSettings);

        File.ReadAllText(Path.Combine(_repository.Path, "plumbline.yml")).ShouldBe(before);
        Directory.GetFiles(_repository.Path).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Init_LinkOfThatName_IsNotFollowed(bool isThere)
    {
        using var elsewhere = new TemporaryFolder();
        var target = elsewhere.File("other.yml");
        if (isThere)
        {
            File.WriteAllText(target, "store:\n  days: 3\n");
        }

        _repository.Commit("one");
        File.CreateSymbolicLink(Path.Combine(_repository.Path, "plumbline.yml"), target);

        (await RunAsync("init")).Exit.ShouldBe(ExitCode.BadSettings);
        (await RunAsync("init", "--force")).Exit.ShouldBe(ExitCode.BadSettings);

        (File.Exists(target) ? File.ReadAllText(target) : "").ShouldBe(isThere ? "store:\n  days: 3\n" : "");
    }

    [Fact]
    public async Task Init_Subfolder_WritesAtTheTop()
    {
        _repository.Write("src/deep/a.cs", "");
        _repository.Commit("one");

        var run = await CliRun.InAsync(_repository.Path, "init", "src/deep");

        run.Exit.ShouldBe(ExitCode.Ok);
        run.Lines[0].ShouldEndWith("/plumbline.yml");
        File.Exists(Path.Combine(_repository.Path, "plumbline.yml")).ShouldBeTrue();
    }

    [Fact]
    public async Task Init_NoRepositoryOrNoCommit_SaysSo()
    {
        (await RunAsync("init")).Exit.ShouldBe(ExitCode.NoRevision);
        (await RunAsync("init", "nowhere")).Exit.ShouldBe(ExitCode.NoRepository);
        (await CliRun.InAsync("/", "init")).Exit.ShouldBe(ExitCode.NoRepository);
    }

    private void People(string author, int commits, int from)
    {
        for (var number = 0; number < commits; number++)
        {
            _repository.Commit("work", author, $"{(number == 0 ? from : 2026)}-05-01T00:00:{number % 60:D2}Z");
        }
    }

    private async Task<LedgerPolicy> InitAsync()
    {
        _repository.Commit("last");
        var run = await RunAsync("init");
        run.Exit.ShouldBe(ExitCode.Ok, run.Error);
        return Policy();
    }

    private LedgerPolicy Policy() => LedgerSettings.From(SettingsFile.Load(Path.Combine(_repository.Path, "plumbline.yml")));

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.InAsync(_repository.Path, arguments);
}
