using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Plumbline.Git;

/// <summary>
/// One git process. Whoever reads its output must call <see cref="FinishAsync"/> at the end, as only the exit code tells a whole answer from one that broke
/// off: git writes what it has, then dies.
/// </summary>
internal sealed class GitRun : IAsyncDisposable
{
    private const int FeedBlock = 30000;
    private const int MostComplaints = 4096;
    private readonly Process _process;
    private readonly Task<string> _complaints;
    private readonly string _what;
    private bool _unheard;

    private GitRun(Process process, string what)
    {
        (_process, _what) = (process, what);
        _complaints = ReadComplaints(process.StandardError);
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Processor time of the process; only after its end.</summary>
    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    /// <param name="folder">Where git is to run.</param>
    /// <param name="arguments">The command and what follows; never through a shell.</param>
    public static GitRun Start(string folder, params IEnumerable<string> arguments) =>
        new(Begin(folder, arguments), string.Join(' ', arguments.Take(2)));

    /// <summary>The process alone, its streams redirected.</summary>
    public static Process Begin(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // SAFETY: reading a repository must neither ask anybody, nor take locks, nor fetch, whatever its configuration says.
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        if (start.ArgumentList is not ["fetch" or "ls-remote", ..])
        {
            // A partial clone would fetch every missing object, one by one.
            start.Environment["GIT_NO_LAZY_FETCH"] = "1";
            start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        }

        start.Environment["GIT_PAGER"] = "cat";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GitException(GitFailure.NoGit, "git can't be started: is it installed and on the PATH?", e);
        }
    }

    /// <summary>Waits for the end and makes sure that it was a good one.</summary>
    /// <exception cref="GitException">git failed; its own words are in the message.</exception>
    public async Task FinishAsync(CancellationToken cancel)
    {
        Input.Dispose();
        string said = await _complaints.WaitAsync(cancel);
        await _process.WaitForExitAsync(cancel);
        if (_process.ExitCode != 0)
        {
            throw FailureOf(_what, said);
        }

        if (_unheard)
        {
            throw new GitException(GitFailure.Garbled, $"git {_what} ended before it had read all that was asked");
        }
    }

    /// <summary>Writes lines to git and closes its input.</summary>
    public async Task FeedAsync(IEnumerable<string> lines, CancellationToken cancel)
    {
        var block = new StringBuilder();
        try
        {
            foreach (string line in lines)
            {
                block.Append(line).Append('\n');
                if (block.Length > FeedBlock)
                {
                    await Input.WriteAsync(Encoding.ASCII.GetBytes(block.ToString()), cancel);
                    block.Clear();
                }
            }

            await Input.WriteAsync(Encoding.ASCII.GetBytes(block.ToString()), cancel);
            await Input.DisposeAsync();
        }
        catch (IOException)
        {
            // git has ended. Its exit code and its own words, which come with FinishAsync, say more than the broken pipe.
            _unheard = true;
        }
    }

    /// <summary>The error for an output that ended before its time; git's own words are the better reason where there are any.</summary>
    public async Task<GitException> BrokenOffAsync(CancellationToken cancel)
    {
        Input.Dispose();
        string said = await _complaints.WaitAsync(cancel);
        return said.Length > 0 ? FailureOf(_what, said) : new GitException(GitFailure.Garbled, $"git {_what} ended in the middle of its output");
    }

    /// <summary>Runs to the end and gives all output.</summary>
    public static async Task<byte[]> ReadAsync(string folder, IEnumerable<string> arguments, CancellationToken cancel)
    {
        await using GitRun run = Start(folder, arguments);
        run.Input.Dispose();
        using var all = new MemoryStream();
        await run.Output.CopyToAsync(all, cancel);
        await run.FinishAsync(cancel);
        return all.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    /// <summary>Why a command failed, by its own words.</summary>
    public static GitException FailureOf(string command, string said)
    {
        GitFailure kind = said switch
        {
            _ when said.Contains("not a git repository", StringComparison.Ordinal) => GitFailure.NoRepository,
            _ when IsMissing(said) => GitFailure.MissingObject,
            _ => GitFailure.Failed,
        };
        return new GitException(kind, $"git {command} failed: {(said.Length > 0 ? said.Trim() : "it gave no reason")}");
    }

    private static bool IsMissing(string said) =>
        said.Contains("unable to read", StringComparison.Ordinal)
        || said.Contains("bad object", StringComparison.Ordinal)
        || said.Contains("missing", StringComparison.Ordinal)
        || said.Contains("could not fetch", StringComparison.Ordinal)
        || said.Contains("not allowed", StringComparison.Ordinal)
        || said.Contains("Could not read", StringComparison.Ordinal);

    // All is read, so that git never waits for a reader; only the beginning is kept.
    private static async Task<string> ReadComplaints(StreamReader errors)
    {
        var said = new StringBuilder();
        var block = new char[1024];
        for (int count; (count = await errors.ReadAsync(block)) > 0;)
        {
            said.Append(block, 0, Math.Min(count, Math.Max(0, MostComplaints - said.Length)));
        }

        return said.ToString();
    }
}
