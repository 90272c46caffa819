using System.Diagnostics;
using System.Globalization;

namespace Plumbline.Cli.Sources;

/// <summary>A git repository on this machine, asked through git itself.</summary>
internal sealed class GitRepository(string path)
{
    private const string EmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    public string Path => path;

    /// <summary>The whole name of a commit; null where the repository has none of that name.</summary>
    public async Task<string?> CommitAsync(string name, CancellationToken cancel) =>
        await TryRunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], cancel).ConfigureAwait(false) is { Length: > 0 } text ? text.Trim() : null;

    /// <summary>How many commits of the second are not in the first.</summary>
    public async Task<int> DistanceAsync(string from, string to, CancellationToken cancel) =>
        int.Parse((await RunAsync(["rev-list", "--count", $"{from}..{to}"], cancel).ConfigureAwait(false)).Trim(), CultureInfo.InvariantCulture);

    /// <summary>The last commit on the way to one that is older than a moment; the empty tree where all are younger.</summary>
    public async Task<string> BeforeAsync(string commit, DateTimeOffset moment, CancellationToken cancel)
    {
        var seconds = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var found = await RunAsync(["rev-list", "-1", "--first-parent", $"--before={seconds}", commit], cancel).ConfigureAwait(false);
        return found.Trim() is { Length: > 0 } before ? before : EmptyTree;
    }

    /// <summary>The difference between two commits, without context.</summary>
    public Task<string> DiffAsync(string from, string to, CancellationToken cancel) => RunAsync(
        ["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", from, to, "--", "*.cs", "*.vb", "*.fs", "*.razor", "*.cshtml"], cancel);

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancel) =>
        await TryRunAsync(arguments, cancel).ConfigureAwait(false) ?? throw new UsageException($"git {arguments[0]} failed in {path}: is it a git repository, and is git installed?");

    /// <returns>What git printed; null where it failed.</returns>
    private async Task<string?> TryRunAsync(string[] arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("git", ["-C", path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var output = process!.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await Task.WhenAll(output, errors).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            return process.ExitCode == 0 ? await output.ConfigureAwait(false) : null;
        }
    }
}
