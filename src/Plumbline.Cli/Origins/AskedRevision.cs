using Plumbline.Cli.Commands;
using Plumbline.Git;
using Plumbline.Git.Claims;

namespace Plumbline.Cli.Origins;

/// <summary>The commit that is asked about, in its repository as that is now.</summary>
/// <param name="State">The repository, with all refs that matter.</param>
/// <param name="Id">The whole id of the commit.</param>
internal sealed record AskedRevision(RepositoryState State, string Id)
{
    /// <summary>The root of the work tree, or of a bare repository.</summary>
    public string Folder => State.Root;

    /// <param name="context">Where the verb runs.</param>
    /// <param name="query">Names the repository and the revision.</param>
    public static AskedRevision Open(VerbContext context, OriginQuery query) => Open(context, FolderOf(context, query), context.Get(query.Rev)!);

    /// <param name="context">Where the verb runs.</param>
    /// <param name="folder">A folder in the repository.</param>
    /// <param name="revision">Anything that git takes for a commit.</param>
    public static AskedRevision Open(VerbContext context, string folder, string revision)
    {
        var id = RevisionList.Id(folder, revision, context.Cancel);
        return new AskedRevision(RepositoryState.Read(folder, withHeads: true, context.Cancel), id);
    }

    /// <summary>The folder that was named, or the one that the user is in.</summary>
    public static string FolderOf(VerbContext context, OriginQuery query)
    {
        var folder = Path.GetFullPath(context.Get(query.Repo) ?? ".", context.Terminal.Directory);
        return Directory.Exists(folder) ? folder : throw new GitException(GitFailure.NoRepository, $"there is no folder {folder}");
    }
}
