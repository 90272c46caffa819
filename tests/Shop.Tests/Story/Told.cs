using System.Diagnostics;
using System.Text.Json;
using Plumbline.Tests.Support;
using Xunit;

namespace Shop.Tests.Story;

/// <summary>The shop's repository as <c>samples/shop/story/tell</c> makes it, without a ledger.</summary>
public sealed class Told : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Told() => Tell(Path).ShouldSucceed();

    public static string Shop { get; } = Find();

    public string Path => _folder.File("told");

    public static JsonElement Truth { get; } = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Shop, "story", "truth.json"))).RootElement;

    public static IEnumerable<JsonElement> Events(string name) =>
        File.ReadLines(System.IO.Path.Combine(Shop, "story", "events", name + ".jsonl")).Select(line => JsonDocument.Parse(line).RootElement);

    public static Ended Tell(string folder) => Run(System.IO.Path.Combine(Shop, "story", "tell"), [folder], Shop, ("PLUMB", "true"));

    public string Git(params string[] arguments) => Run("git", arguments, Path).ShouldSucceed();

    public static Ended Run(string program, string[] arguments, string folder, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ended(process.ExitCode, output, error.Result);
    }

    public void Dispose() => _folder.Dispose();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(System.IO.Path.Combine(at.FullName, "Plumbline.slnx")))
        {
            at = at.Parent;
        }

        return System.IO.Path.Combine(at!.FullName, "samples", "shop");
    }
}

/// <summary>How a process ended.</summary>
public sealed record Ended(int Exit, string Out, string Error)
{
    public string ShouldSucceed() => Exit == 0 ? Out : throw new InvalidOperationException($"exit code {Exit}: {Out}{Error}");
}
