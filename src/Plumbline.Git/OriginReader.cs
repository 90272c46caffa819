using Plumbline.Git.Keeping;
using Plumbline.Origin;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>Tells where every line at a revision came from.</summary>
internal static class OriginReader
{
    /// <summary>What another build found out is not taken over: it may have traced lines differently.</summary>
    private static readonly string s_build = $"{typeof(OriginReader).Module.ModuleVersionId} {typeof(OriginMap).Module.ModuleVersionId}";

    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="revision">Anything that git takes for a commit.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    /// <exception cref="GitException">git is missing, the repository or revision does not exist, or an object is not there.</exception>
    public static async Task<OriginMap> ReadAsync(string repositoryPath, string revision, OriginOptions options, CancellationToken cancel)
    {
        ObjectId tip = await Repository.CommitOf(repositoryPath, revision, cancel);
        RepositoryState state = await RepositoryState.ReadAsync(repositoryPath, WithHeads(options), cancel);
        OriginMap map = await ReadAsync(repositoryPath, state, tip, options, cancel);
        OriginMap all = map;
        foreach (FileOrigins file in map.Files.Where(file => !options.LikeBlame && file.Kind == FileKind.Text && options.MovesIn.Contains(file.Path)))
        {
            all = MapGraft.Onto(all, await new OriginRun(repositoryPath, state, options, FolderOf(state, options)).MoveAsync(tip, map, file.Path, cancel));
        }

        return all;
    }

    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="state">What is known of the repository already.</param>
    /// <param name="tip">The commit.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    public static async Task<OriginMap> ReadAsync(string repositoryPath, RepositoryState state, ObjectId tip, OriginOptions options, CancellationToken cancel)
    {
        OriginFolder? folder = FolderOf(state, options);
        OriginMap? kept = folder is null ? null : await Task.Run(() => folder.ReadMap(tip, state.HeadsDigest) ?? folder.ReadMap(tip, state.GapsDigest), cancel);
        return kept ?? await new OriginRun(repositoryPath, state, options, folder).MakeAsync(tip, cancel);
    }

    /// <summary>A map with the block around one line followed into other files, if it is part of any.</summary>
    /// <param name="repositoryPath">A folder in the work tree, or a bare repository.</param>
    /// <param name="state">What is known of the repository already.</param>
    /// <param name="map">As it was read with the same options.</param>
    /// <param name="place">A file of text of the map, and a line of it.</param>
    /// <param name="options">How far to trace.</param>
    /// <param name="cancel">Stops the run and its git processes.</param>
    public static async Task<OriginMap> FollowAsync(string repositoryPath, RepositoryState state, OriginMap map, (FileOrigins File, int Line) place, OriginOptions options, CancellationToken cancel)
    {
        OriginFolder? folder = FolderOf(state, options);
        ObjectId tip = ((PackedCommits)map.Commits).IdOf(map.Revision);
        OriginMap? moved = folder?.ReadFollowed(tip, state.GapsDigest, place.File.Path);
        if (moved is null && await MoveGlance.IsWorthAsync(repositoryPath, state, map, place.File, place.Line, cancel))
        {
            moved = await new OriginRun(repositoryPath, state, options, folder).MoveAsync(tip, map, place.File.Path, cancel);
        }

        return moved is null ? map : MapGraft.Onto(map, moved);
    }

    /// <summary>Whether pull requests play a part.</summary>
    public static bool WithHeads(OriginOptions options) => options is { LikeBlame: false, Squashes: true };

    private static OriginFolder? FolderOf(RepositoryState state, OriginOptions options)
    {
        string shape = RepositoryState.Digest($"{state.Shape} {s_build}");
        return options.CacheFolder is { } place ? new OriginFolder(place, shape, RepositoryState.Digest($"{shape} {options.LikeBlame} {options.Squashes}")) : null;
    }
}
