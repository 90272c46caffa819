using Xunit;
using System.Diagnostics.CodeAnalysis;
using Plumbline.Attach.Processes;
using Plumbline.Tests.Support;

namespace Plumbline.Cli.Tests;

/// <summary>What one run of plumb wrote and returned.</summary>
internal sealed record CliRun(ExitCode Exit, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CliRun> Async(params string[] args) => Async(args, live: false, TestContext.Current.CancellationToken);

    public static Task<CliRun> Async(string[] args, bool live, CancellationToken cancel) =>
        InAsync(Environment.CurrentDirectory, args, live, cancel);

    /// <summary>In a directory, and so with the store that belongs to it.</summary>
    public static Task<CliRun> InAsync(string directory, params string[] args) =>
        InAsync(directory, args, live: false, TestContext.Current.CancellationToken);

    public static async Task<CliRun> InAsync(string directory, string[] args, bool live, CancellationToken cancel)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), live, Color: false, Width: 100) { Directory = directory };
        var exit = await Plumb.RunAsync(args, terminal, cancel);
        return new CliRun((ExitCode)exit, output.ToString(), error.ToString());
    }
}

/// <summary>
/// A fake agent that stands where the agent of this test process would listen, so that plumb finds it by the test's own pid. One socket:
/// the classes that use it are one collection.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
[CollectionDefinition(Name)]
public sealed class OwnAgentCollection
{
    public const string Name = "the agent of this process";
}

internal static class OwnAgent
{
    public static string Pid { get; } = Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static FakeAgent Start() => new(TargetFacts.Read(Environment.ProcessId)!.AgentSocketPaths[0]);
}
