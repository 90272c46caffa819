using System.Diagnostics;
using Plumbline.Tests.Support;

namespace Plumbline.Cli.Tests.Origins;

/// <summary>A repository that a test builds, with authors and dates as it likes.</summary>
internal sealed class GitFolder : IDisposable
{
    public const string Ann = "Ann <ann@example.com>";
    public const string Agent = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>";

    private readonly TemporaryFolder _folder = new();

    public GitFolder(bool bare = false) => Git(bare ? ["init", "--quiet", "--bare", "-b", "main"] : ["init", "--quiet", "-b", "main"]);

    public string Path => _folder.Path;

    public void Dispose() => _folder.Dispose();

    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <returns>The id of the commit.</returns>
    public string Commit(string message, string author = Ann, string at = "2026-08-01T12:00:00Z")
    {
        Git("add", "--all");
        var name = author[..author.IndexOf('<', StringComparison.Ordinal)].Trim();
        var mail = author[(author.IndexOf('<', StringComparison.Ordinal) + 1)..^1];
        Run(["commit", "--quiet", "--allow-empty", "--no-verify", "-F", "-"], message, ("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", mail), ("GIT_AUTHOR_DATE", at), ("GIT_COMMITTER_NAME", name), ("GIT_COMMITTER_EMAIL", mail), ("GIT_COMMITTER_DATE", at));
        return Git("rev-parse", "HEAD").Trim();
    }

    public void Note(string reference, string commit, string text)
    {
        Run(["notes", "--ref=" + reference, "add", "-f", "-F", "-", commit], text, ("GIT_AUTHOR_NAME", "n"), ("GIT_AUTHOR_EMAIL", "n@example.com"), ("GIT_COMMITTER_NAME", "n"), ("GIT_COMMITTER_EMAIL", "n@example.com"));
    }

    public string Git(params string[] arguments) => Run(arguments, "");

    private string Run(string[] arguments, string input, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_SYSTEM"] = "/dev/null";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {arguments[0]}: {error.Result}");
    }
}
