using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Tells where every line at a revision came from.</summary>
internal static class OriginReader
{
    /// <summary>What another build found out is not taken over: it may have traced lines differently.</summary>
    public static string Build { get; } = $"{typeof(OriginReader).Module.ModuleVersionId} {typeof(OriginMap).Module.ModuleVersionId}";

    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="revision">Anything that git takes for a commit.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    /// <exception cref="GitException">git is missing, the repository or revision does not exist, or an object is not there.</exception>
    public static async Task<OriginMap> ReadAsync(string repositoryPath, string revision, OriginOptions options, CancellationToken cancel)
    {
        ObjectId tip = Repository.CommitOf(repositoryPath, revision, cancel);
        RepositoryState state = RepositoryState.Read(repositoryPath, WithHeads(options), cancel);
        return await ReadAsync(repositoryPath, state, tip, options, cancel);
    }

    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="state">What is known of the repository already.</param>
    /// <param name="tip">The commit.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    public static async Task<OriginMap> ReadAsync(string repositoryPath, RepositoryState state, ObjectId tip, OriginOptions options, CancellationToken cancel)
    {
        OriginFolder? folder = FolderOf(state, options);
        return folder?.ReadMap(tip, state.HeadsDigest) ?? folder?.ReadMap(tip, state.GapsDigest) ?? await new OriginRun(repositoryPath, state, options, folder).MakeAsync(tip, cancel);
    }

    /// <summary>Whether pull requests play a part.</summary>
    public static bool WithHeads(OriginOptions options) => options is { LikeBlame: false, Squashes: true };

    /// <summary>A digest of what changes the history itself, and of the program.</summary>
    public static string ShapeOf(RepositoryState state) => RepositoryState.Digest($"{state.Shape} {Build}");

    private static OriginFolder? FolderOf(RepositoryState state, OriginOptions options)
    {
        string shape = ShapeOf(state);
        return options.CacheFolder is { } place ? new OriginFolder(place, shape, RepositoryState.Digest($"{shape} {options.LikeBlame} {options.Squashes} {options.Moves}")) : null;
    }
}
