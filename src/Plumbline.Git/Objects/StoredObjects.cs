using System.Globalization;

namespace Plumbline.Git.Objects;

/// <summary>Which packs and loose objects a repository has, as a digest: what is missing today may only come by changing it.</summary>
internal static class StoredObjects
{
    public static string Digest(string objects) => RepositoryState.Digest(string.Join('\n', Places(objects, [])));

    private static IEnumerable<string> Places(string objects, HashSet<string> seen)
    {
        if (!seen.Add(objects) || !Directory.Exists(objects))
        {
            yield break;
        }

        foreach (string folder in Directory.GetDirectories(objects).Order(StringComparer.Ordinal))
        {
            // A new object touches its folder, a new pack that of the packs.
            yield return string.Create(CultureInfo.InvariantCulture, $"{folder} {Directory.GetLastWriteTimeUtc(folder).Ticks}");
        }

        string alternates = Path.Combine(objects, "info", "alternates");
        foreach (string line in File.Exists(alternates) ? File.ReadAllLines(alternates) : [])
        {
            foreach (string place in line.Length > 0 && line[0] is not ('#' or '"') ? Places(Path.GetFullPath(line, objects), seen) : [])
            {
                yield return place;
            }
        }
    }
}
