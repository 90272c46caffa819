using System.Diagnostics;
using System.Text.RegularExpressions;
using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests;

/// <summary>The verbs that plumb itself says it has.</summary>
internal static partial class PlumbHelp
{
    public static async Task<IReadOnlyList<string>> Verbs(CancellationToken cancel)
    {
        var output = Path.Combine(Checkout.Root, "src", "Plumbline.Cli", "bin", Checkout.Configuration);
        var program = Directory.EnumerateFiles(output, "plumb.dll", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;
        using var plumb = Process.Start(new ProcessStartInfo("dotnet", [program, "--help"]) { RedirectStandardOutput = true })!;
        var help = await plumb.StandardOutput.ReadToEndAsync(cancel);
        await plumb.WaitForExitAsync(cancel);
        return Parse(help);
    }

    public static IReadOnlyList<string> Parse(string help) =>
    [
        .. help.Split('\n')
            .SkipWhile(line => line.Trim() != "Commands:")
            .Skip(1)
            .Select(line => Verb().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value),
    ];

    [GeneratedRegex("^  ([a-z][a-z-]*)")]
    private static partial Regex Verb();
}
