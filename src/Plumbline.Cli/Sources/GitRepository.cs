using System.Globalization;
using System.Text;
using Plumbline.Git;

namespace Plumbline.Cli.Sources;

/// <summary>What a git repository on this machine says of its commits and their differences.</summary>
internal sealed class GitRepository(string path)
{
    private const string EmptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    private const string EmptyTreeOfSha256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321";

    /// <summary>How many commits of the second are not in the first.</summary>
    public async Task<int> DistanceAsync(string from, string to, CancellationToken cancel) =>
        int.Parse((await RunAsync(["rev-list", "--count", $"{from}..{to}"], cancel).ConfigureAwait(false)).Trim(), CultureInfo.InvariantCulture);

    /// <summary>The last commit on the way to one, given by its whole name, that is older than a moment; the empty tree where all are younger.</summary>
    public async Task<string> BeforeAsync(string commit, DateTimeOffset moment, CancellationToken cancel)
    {
        var seconds = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var found = await RunAsync(["rev-list", "-1", "--first-parent", $"--before={seconds}", commit], cancel).ConfigureAwait(false);
        return found.Trim() is { Length: > 0 } before ? before : commit.Length == EmptyTree.Length ? EmptyTree : EmptyTreeOfSha256;
    }

    /// <summary>The difference between two commits, without context.</summary>
    public Task<string> DiffAsync(string from, string to, CancellationToken cancel) => RunAsync(
        ["-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", from, to, "--", "*.cs", "*.vb", "*.fs", "*.razor", "*.cshtml"], cancel);

    private async Task<string> RunAsync(string[] arguments, CancellationToken cancel)
    {
        try
        {
            return Encoding.UTF8.GetString(await GitRun.ReadAsync(path, arguments, cancel).ConfigureAwait(false));
        }
        catch (GitException e)
        {
            throw new UsageException($"git {arguments[0]} failed in {path}: is it a git repository, and is git installed?", e);
        }
    }
}
