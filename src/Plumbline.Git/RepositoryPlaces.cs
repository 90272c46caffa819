using System.Text;

namespace Plumbline.Git;

/// <summary>Where a repository has its parts. PERF: one question for all of them, as each is a process.</summary>
/// <param name="Root">Its work tree, or itself where it has none.</param>
/// <param name="Objects">The folder of objects.</param>
/// <param name="Shallow">The file that lists where a shallow clone ends.</param>
/// <param name="Grafts">The file of grafts.</param>
internal sealed record RepositoryPlaces(string Root, string Objects, string Shallow, string Grafts)
{
    private static readonly string[] s_question = ["rev-parse", "--git-path", "objects", "--git-path", "shallow", "--git-path", "info/grafts"];

    /// <exception cref="GitException">There is no repository at that folder.</exception>
    public static RepositoryPlaces Find(string folder, CancellationToken cancel)
    {
        try
        {
            return Of(folder, Ask(folder, ["--show-toplevel"], cancel));
        }
        catch (GitException e) when (e.Failure == GitFailure.Failed)
        {
            // A bare repository has no work tree to begin at.
            string[] answer = Ask(folder, ["--is-bare-repository", "--absolute-git-dir"], cancel);
            if (answer[3] != "true")
            {
                throw new GitException(GitFailure.NoRepository, "this is the inside of a .git folder, and the work tree lies beside it", e);
            }

            return Of(folder, [.. answer[..3], .. answer[4..]]);
        }
    }

    private static string[] Ask(string folder, string[] more, CancellationToken cancel) =>
        Encoding.UTF8.GetString(GitQuestion.Ask(folder, [.. s_question, .. more], cancel)).TrimEnd('\n').Split('\n');

    // The root comes last, as its name may have line breaks of its own.
    private static RepositoryPlaces Of(string folder, string[] answer)
    {
        string Full(string path) => Path.GetFullPath(path, Path.GetFullPath(folder));
        return new RepositoryPlaces(string.Join('\n', answer[3..]), Full(answer[0]), Full(answer[1]), Full(answer[2]));
    }
}
