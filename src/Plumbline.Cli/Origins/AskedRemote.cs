using System.Globalization;
using Plumbline.Cli.Commands;
using Plumbline.Git;

namespace Plumbline.Cli.Origins;

/// <summary>
/// Remembers that all pull requests of the remote were fetched: what a squash merge names and is not here then, is not there either. Kept beside
/// the maps; without it the user is told to fetch once more, which does no harm.
/// </summary>
internal static class AskedRemote
{
    public static async Task RememberAsync(VerbContext context, string folder)
    {
        try
        {
            // Only beside what is kept already: a fetch alone leaves no folder of ours behind.
            var file = FileOf(folder);
            if (Directory.Exists(Path.GetDirectoryName(file)))
            {
                var state = RepositoryState.Read(folder, withHeads: true, context.Cancel);
                await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()} {state.HeadsDigest}\n"), context.Cancel).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.TellIfVerbose($"that the remote was asked can't be kept: {e.Message}");
        }
    }

    /// <summary>Whether all was fetched since a revision was committed, and nothing changed since then.</summary>
    public static async Task<bool> KnowsAsync(VerbContext context, RepositoryState state, string committedAt)
    {
        try
        {
            var file = FileOf(state.Root);
            var words = File.Exists(file) ? (await File.ReadAllTextAsync(file, context.Cancel).ConfigureAwait(false)).Split([' ', '\n']) : [];
            return words.Length >= 2
                && long.TryParse(words[0], CultureInfo.InvariantCulture, out var asked)
                && DateTimeOffset.Parse(committedAt, CultureInfo.InvariantCulture).ToUnixTimeSeconds() <= asked
                && words[1] == state.HeadsDigest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.TellIfVerbose($"whether the remote was asked can't be read: {e.Message}");
            return false;
        }
    }

    private static string FileOf(string folder) => Path.Combine(OriginReading.CacheOf(folder), "origin", "asked");
}
