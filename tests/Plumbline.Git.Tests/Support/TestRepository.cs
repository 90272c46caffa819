using System.Diagnostics;
using System.Text;
using Plumbline.Origin;
using Plumbline.Tests.Support;
using Xunit;

namespace Plumbline.Git.Tests.Support;

/// <summary>A repository that a test makes with git itself; nothing of the machine's own configuration plays a part.</summary>
internal sealed class TestRepository : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private long _time = 1_600_000_000;

    public TestRepository(params string[] options)
    {
        Path = _folder.File("repository");
        Directory.CreateDirectory(Path);
        Run(["init", "-q", "-b", "main", .. options]);
    }

    public string Path { get; }

    /// <summary>A place beside the repository.</summary>
    public string Beside(string name) => _folder.File(name);

    /// <summary>What the author of the next commits is called.</summary>
    public string Author { get; set; } = "Ann Author";

    public string Head => Run("rev-parse", "HEAD");

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        string full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Writes lines, each ended by a line feed.</summary>
    public void Lines(string path, params IEnumerable<string> lines) => Write(path, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Commits all that is there, and gives the commit's id.</summary>
    public string Commit(string message)
    {
        Run("add", "-A");
        Run("commit", "-q", "--allow-empty", "-m", message);
        return Head;
    }

    /// <summary>Lets time pass before the next commit.</summary>
    public void Skip(TimeSpan time) => _time += (long)time.TotalSeconds;

    /// <summary>When the next commit is made, to the minute.</summary>
    public void SetTime(DateTimeOffset time) => _time = time.ToUnixTimeSeconds() - 120;

    public string Run(params string[] arguments) => Encoding.UTF8.GetString(Bytes(Path, arguments, null)).TrimEnd('\n');

    /// <summary>Runs git with an input.</summary>
    public void Feed(byte[] input, params string[] arguments) => Bytes(Path, arguments, input);

    /// <summary>Runs git and does not mind where it fails: a merge with conflicts.</summary>
    public void Try(params string[] arguments) => Bytes(Path, arguments, null, mayFail: true);

    /// <summary>The map of a revision, beyond blame.</summary>
    public Task<OriginMap> OriginsAsync(string revision = "HEAD", OriginOptions? options = null) =>
        OriginReader.ReadAsync(Path, revision, options ?? new OriginOptions(), TestContext.Current.CancellationToken);

    public byte[] Bytes(string folder, string[] arguments, byte[]? input, bool mayFail = false)
    {
        _time += 60;
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", "core.quotePath=false", "-c", "commit.gpgSign=false", "-c", "protocol.file.allow=always", "-c", "advice.detachedHead=false", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_AUTHOR_NAME"] = Author;
        start.Environment["GIT_AUTHOR_EMAIL"] = $"{Author.Split(' ')[0].ToLowerInvariant()}@example.org";
        start.Environment["GIT_COMMITTER_NAME"] = "Carl Committer";
        start.Environment["GIT_COMMITTER_EMAIL"] = "carl@example.org";
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = $"{_time} +0000";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        reading.Wait(TestContext.Current.CancellationToken);
        process.WaitForExit();
        return process.ExitCode == 0 || mayFail ? output.ToArray() : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    public void Dispose() => _folder.Dispose();
}
