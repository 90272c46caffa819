using Plumbline.Git.Objects;

namespace Plumbline.Git.Claims;

/// <summary>Opens the objects of a repository for a few reads.</summary>
internal static class OpenObjects
{
    /// <param name="idSize">Bytes of an id: 20, or 32 in a SHA-256 repository.</param>
    public static async Task<ObjectStore> OfAsync(string folder, int idSize, CancellationToken cancel) =>
        new(folder, RepositoryState.Read(folder, withHeads: false, cancel), idSize);
}
