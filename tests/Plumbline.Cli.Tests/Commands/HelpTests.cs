using System.Globalization;
using System.Text;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Commands;

/// <summary>
/// docs/cli.md holds the help of every verb and all exit codes, as the program has them. PLUMBLINE_UPDATE_DOCS=1 writes the file anew.
/// </summary>
public sealed class HelpTests
{
    private static readonly string[] s_verbs =
        ["ps", "doctor", "methods", "lines", "snapshot", "log", "count", "time", "stack", "record", "watch", "captures", "show", "export",
         "origin", "origin why", "origin method", "origin log", "origin fetch", "origin signatures",
         "init", "ingest", "incidents", "incident", "deployments", "change", "explain", "tax", "probes", "detach"];

    [Fact]
    public async Task Documentation_HelpAndExitCodes_AreThoseOfTheProgram()
    {
        var path = Path.Combine(Repository.Root, "docs", "cli.md");
        var expected = await DocumentAsync();
        if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, expected, TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(expected);
    }

    private static async Task<string> DocumentAsync()
    {
        var text = new StringBuilder();
        text.AppendLine("# The command line").AppendLine();
        text.AppendLine("Data goes to standard output, words for people to standard error. `--json` writes one object a line ([json.md](json.md)).").AppendLine();
        text.AppendLine("## Exit codes").AppendLine().AppendLine("| code | name |").AppendLine("| --- | --- |");
        foreach (var code in Enum.GetValues<ExitCode>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {(int)code} | {code} |");
        }

        foreach (var verb in s_verbs)
        {
            var run = await CliRun.Async([.. verb.Split(' '), "--help"]);
            var help = run.Out.ReplaceLineEndings("\n").Replace(ProgramName(run.Out), "plumb", StringComparison.Ordinal);
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## plumb {verb}").AppendLine();
            text.AppendLine("```text").AppendLine(string.Join('\n', help.Trim().Split('\n').Select(l => l.TrimEnd()))).AppendLine("```");
        }

        return text.ToString();
    }

    /// <summary>Help names the running program, which here is the test.</summary>
    private static string ProgramName(string help)
    {
        var usage = help[help.IndexOf("Usage:", StringComparison.Ordinal)..].Split('\n')[1].Trim();
        return usage[..usage.IndexOf(' ')];
    }
}
