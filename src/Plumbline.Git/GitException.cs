namespace Plumbline.Git;

/// <summary>git could not give what was asked; the message says what was tried, and what git said.</summary>
internal sealed class GitException(GitFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure it is.</summary>
    public GitFailure Failure { get; } = failure;
}
