using Plumbline.Git;
using Plumbline.Wire;

namespace Plumbline.Cli.Origins;

/// <summary>Why no origin can be told, by stable names, with what to do about it.</summary>
internal static class OriginFailure
{
    public const string NoRepository = "no-repository";
    public const string NoRevision = "no-revision";
    public const string NotInRevision = "not-in-revision";
    public const string AmbiguousPath = "ambiguous-path";
    public const string NoLines = "no-lines";
    public const string GitFailed = "git-failed";
    public const string NoGit = "no-git";
    public const string ObjectMissing = "object-missing";

    public static Failure From(GitException git) => git.Failure switch
    {
        GitFailure.NoRepository => new(NoRepository, $"There is no git repository here: {Reason(git)}", "Go into a clone, or name one with --repo."),
        GitFailure.Unborn => new(NoRevision, "The repository has no commit yet.", "Commit something first."),
        GitFailure.NoRevision => new(NoRevision, Sentence(git), "`git log --oneline` shows commits, `git branch --all` branches."),
        GitFailure.MissingObject => new(ObjectMissing, $"The clone is not whole: {Reason(git)}", "`git fetch --refetch` gets what is missing; of a shallow clone `git fetch --unshallow`."),
        GitFailure.NoGit => new(NoGit, Sentence(git), "Install git."),
        GitFailure.TooOld => new(NoGit, Sentence(git), "Install a newer git."),
        _ => new(GitFailed, Sentence(git), "Nothing was kept of this run."),
    };

    /// <summary>What git says without the command that was tried: that is ours, and means nothing to the user.</summary>
    private static string Reason(GitException git)
    {
        var text = Sentence(git);
        var said = text.IndexOf("fatal: ", StringComparison.Ordinal);
        return said < 0 ? text : text[(said + "fatal: ".Length)..];
    }

    private static string Sentence(GitException git)
    {
        var text = git.Message.TrimEnd();
        return text.EndsWith('.') || text.EndsWith('?') ? text : text + ".";
    }
}
