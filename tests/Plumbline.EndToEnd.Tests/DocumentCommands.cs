using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The commands that the README shows do what it says, on the shop that it starts.</summary>
public sealed partial class DocumentCommands
{
    private static readonly string s_readme = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../README.md"));

    [Fact]
    public async Task Readme_EveryCommandOnTheShop_RecordsSomething()
    {
        var commands = File.ReadAllLines(s_readme).Where(line => line.StartsWith("$ ./plumb ", StringComparison.Ordinal) && line.Contains(" Shop", StringComparison.Ordinal)).ToArray();
        commands.Length.ShouldBeGreaterThanOrEqualTo(5);
        await using var shop = await ShopUnderLoad.StartAsync();

        foreach (var command in commands)
        {
            var arguments = Arguments(command, shop.Pid);
            var (exit, output, errors) = await ShopUnderLoad.PlumbAsync(arguments);

            exit.ShouldBe(0, $"{command}\n{output}{errors}");
            output.ShouldNotBeNullOrWhiteSpace($"{command}\n{errors}");
            shop.Serves.ShouldBeTrue(command);
        }
    }

    /// <summary>The command's words, with the shop's own pid for its name, and a short time for probes that have none or a longer one.</summary>
    private static string[] Arguments(string command, int pid)
    {
        var words = Word().Matches(command["$ ./plumb ".Length..]).Select(match => match.Value.Trim('\'')).ToList();
        words[words.IndexOf("Shop")] = pid.ToString();
        if (words[0] is "snapshot" or "log" or "count" or "time" or "stack" or "watch")
        {
            var at = words.IndexOf("--for");
            if (at >= 0)
            {
                words.RemoveRange(at, 2);
            }

            words.AddRange(["--for", "8s"]);
        }

        return [.. words];
    }

    [GeneratedRegex("'[^']*'|\\S+")]
    private static partial Regex Word();
}
