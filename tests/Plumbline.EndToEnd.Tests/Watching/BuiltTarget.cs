using System.Diagnostics;
using Shouldly;

namespace Plumbline.EndToEnd.Tests.Watching;

/// <summary>A small program in a new repository, of which an agent wrote one file, Ann and Bob the others: built there, and running. It fails once there is a file <c>fail</c>.</summary>
internal sealed class BuiltTarget : IAsyncDisposable
{
    public const string Bob = "Bob <bob@example.com>";
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
            target._process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(target.Repository, "out/Built.dll")]) { RedirectStandardOutput = true, WorkingDirectory = target.Repository })!;
            (await target._process.StandardOutput.ReadLineAsync().WaitAsync(s_limit)).ShouldBe("ready");
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>From now on the program fails in the methods of all three authors, again and again.</summary>
    public void Fail() => Write("fail", "");

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
                        if (System.IO.File.Exists("fail"))
                        {
                            Orders.Fail("ai");
                            Stock.Fail("bob");
                            Swallow("ann");
                        }

                        System.Threading.Thread.Sleep(20);
                    }
                }

                private static void Swallow(string who)
                {
                    try
                    {
                        throw new System.FormatException(who);
                    }
                    catch (System.FormatException)
                    {
                    }
                }
            }
            """);
        Write(".gitignore", "bin\nobj\nout\nother\nfail\nplumbline.yml\n.plumbline\n");
        await CommitAsync("Start", Ann);
        Write("Stock.cs", Failing("Stock", ""));
        await CommitAsync("Keep the stock", Bob);
        Write("Orders.cs", Failing("Orders", """
                public static int Total(int count)
                {
                    var total = count * 3 + 4;
                    return total;
                }
            """));
        await CommitAsync("Count the total", agent);
    }

    private static string Failing(string name, string more) => $$"""
        namespace Built;
        internal static class {{name}}
        {
        {{more}}
            public static void Fail(string {{name.ToLowerInvariant()}})
            {
                try
                {
                    throw new System.InvalidOperationException("{{name}} failed");
                }
                catch (System.InvalidOperationException)
                {
                    System.GC.KeepAlive({{name.ToLowerInvariant()}});
                }
            }
        }
        """;

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
