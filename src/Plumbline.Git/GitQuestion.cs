using System.Diagnostics;

namespace Plumbline.Git;

/// <summary>
/// Asks git what it answers at once, and waits for it. PERF: a view of what is kept asks three such questions and does next to nothing else; where it has to
/// wait for one in the asynchronous way, the runtime compiles every method on the way there and back again, which takes longer than all the rest.
/// </summary>
internal static class GitQuestion
{
    /// <param name="folder">Where git is to run.</param>
    /// <param name="arguments">The command and what follows; never through a shell.</param>
    /// <param name="cancel">Ends git.</param>
    /// <returns>All that it wrote.</returns>
    /// <exception cref="GitException">git failed; its own words are in the message.</exception>
    public static byte[] Ask(string folder, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        using Process process = GitRun.Begin(folder, arguments);
        using CancellationTokenRegistration ending = cancel.Register(process.Kill);
        process.StandardInput.Close();

        // Both at once: git would wait for a reader of its complaints, should they be many.
        string said = "";
        var listener = new Thread(() => said = process.StandardError.ReadToEnd());
        listener.Start();
        var answer = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(answer);
        listener.Join();
        process.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? answer.ToArray() : throw GitRun.FailureOf(string.Join(' ', arguments.Take(2)), said);
    }
}
