using System.Diagnostics;
using Shouldly;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>A small program in a new repository, of which an agent wrote one file: built there, and running.</summary>
internal sealed class BuiltTarget : IAsyncDisposable
{
    private const string Ann = "Ann <ann@example.com>";
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plumbline-built-");
    private Process? _process;

    private BuiltTarget()
    {
    }

    public string Repository => _folder.FullName;

    public int Pid => _process!.Id;

    public static async Task<BuiltTarget> StartAsync(string agent)
    {
        var target = new BuiltTarget();
        try
        {
            await target.CommitAsync(agent);
            await target.RunAsync("dotnet", "build", "-c", "Release", "-o", "out", "-v", "quiet", "--nologo", "-m:1", "-nodeReuse:false", "-p:UseSharedCompilation=false");
            target._process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(target.Repository, "out/Built.dll")]) { RedirectStandardOutput = true })!;
            (await target._process.StandardOutput.ReadLineAsync().WaitAsync(s_limit)).ShouldBe("ready");
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    public Task GitAsync(params string[] arguments) => RunAsync("git", arguments);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(s_limit);
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task CommitAsync(string agent)
    {
        await GitAsync("init", "--quiet", "-b", "main");
        Write("Built.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <Optimize>false</Optimize>
              </PropertyGroup>
            </Project>
            """);
        Write("Program.cs", """
            namespace Built;
            internal static class Program
            {
                private static void Main()
                {
                    System.Console.WriteLine("ready");
                    for (var count = 0; ; count++)
                    {
                        Orders.Total(count);
                        System.Threading.Thread.Sleep(20);
                    }
                }
            }
            """);
        Write(".gitignore", "bin\nobj\nout\nother\n.plumbline\n");
        await CommitAsync("Start", Ann);
        Write("Orders.cs", """
            namespace Built;
            internal static class Orders
            {
                public static int Total(int count)
                {
                    var total = count * 3 + 4;
                    return total;
                }
            }
            """);
        await CommitAsync("Count the total", agent);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Repository, name), text + "\n");

    private async Task CommitAsync(string message, string author)
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Ann", "-c", "user.email=ann@example.com", "commit", "--quiet", "--no-verify", "--author", author, "-m", message);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(s_limit);
        await process.WaitForExitAsync().WaitAsync(s_limit);
        process.ExitCode.ShouldBe(0, said + await errors);
    }
}
