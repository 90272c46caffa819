using System.Diagnostics;
using Shouldly;

namespace Plumbline.EndToEnd.Tests;

/// <summary>The program Packaged, published in the way that its name says; published again only when its sources changed.</summary>
internal static class Packaging
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Packaged"));

    /// <summary>As the solution builds it.</summary>
    public static string Built { get; } = Path.Combine(s_folder, "bin/Release/Plain/Packaged");

    /// <summary>The executable of a published form.</summary>
    /// <param name="name">Words of which Packaged.csproj looks for each: SelfContained, SingleFile, ReadyToRun, Composite, Trimmed, ….</param>
    public static async Task<string> PublishedAsync(string name)
    {
        var folder = Path.Combine(s_folder, "bin/Release", name);
        var program = Path.Combine(folder, "publish/Packaged");
        var mark = Path.Combine(folder, "published");
        var newest = Directory.GetFiles(s_folder, "*.cs*").Max(File.GetLastWriteTimeUtc);
        if (!File.Exists(mark) || File.GetLastWriteTimeUtc(mark) < newest)
        {
            await PublishAsync(name);
            await File.WriteAllTextAsync(mark, "");
        }

        return program;
    }

    /// <summary>The place of the line that ends in a comment with this mark.</summary>
    public static string Line(string file, string mark) => Placing.Line(Path.Combine(s_folder, file), mark);

    private static async Task PublishAsync(string name)
    {
        // What a build leaves running would keep our pipes open.
        string[] arguments =
        [
            "publish", "-c", "Release", "-v", "quiet", "--nologo", "-m:1", "-nodeReuse:false",
            "-p:UseSharedCompilation=false", "-p:Packaging=" + name,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = s_folder, RedirectStandardOutput = true };
        using var publish = Process.Start(start).ShouldNotBeNull();
        var said = await publish.StandardOutput.ReadToEndAsync().WaitAsync(s_limit);
        await publish.WaitForExitAsync().WaitAsync(s_limit);
        publish.ExitCode.ShouldBe(0, said);
    }
}
