using System.Diagnostics;
using System.Text;

namespace Plumbline.Bench.Origin;

/// <summary>A bare clone that shares the repository's objects, with a commit graph and Bloom filters: what git is fastest on.</summary>
internal sealed class Subject : IDisposable
{
    private readonly string _folder;

    private Subject(string folder, string tip, int commits) => (_folder, Tip, Commits) = (folder, tip, commits);

    public string Repository => Path.Combine(_folder, "subject.git");

    public string Tip { get; }

    public int Commits { get; }

    /// <summary>A new folder for results.</summary>
    public string Fresh() => Directory.CreateDirectory(Path.Combine(_folder, $"kept-{Guid.NewGuid():N}")).FullName;

    public static Subject Of(string repository)
    {
        string folder = Directory.CreateTempSubdirectory("plumbline-origin-").FullName;
        string bare = Path.Combine(folder, "subject.git");
        Git(folder, "clone", "-q", "--bare", "--shared", Path.GetFullPath(repository), bare);
        Git(bare, "fetch", "-q", "origin", "+refs/pull/*:refs/pull/*");
        Git(bare, "pack-refs", "--all");
        Git(bare, "commit-graph", "write", "--reachable", "--changed-paths");
        return new Subject(folder, Git(bare, "rev-parse", "HEAD").Trim(), int.Parse(Git(bare, "rev-list", "--count", "HEAD")));
    }

    public IEnumerable<string> Files() => Git(Repository, "ls-tree", "-r", "-z", "HEAD").Split('\0').Where(entry => entry.StartsWith("100", StringComparison.Ordinal)).Select(entry => entry[(entry.IndexOf('\t') + 1)..]);

    /// <summary>The commit on the first-parent line at which so many commits are missing to the tip.</summary>
    public string Before(int commits)
    {
        foreach (string id in Git(Repository, "rev-list", "--first-parent", "HEAD").Split('\n'))
        {
            if (id.Length > 0 && int.Parse(Git(Repository, "rev-list", "--count", $"{id}..HEAD")) >= commits)
            {
                return id;
            }
        }

        return Tip;
    }

    public static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {errors.Result}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
