using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Attaching;

/// <summary>A directory of the target's own view that may take our files.</summary>
/// <param name="Inside">Path as the target sees it.</param>
/// <param name="Outside">Path that opens the same directory from here.</param>
/// <param name="Refusal">Why it can't be used, as the rest of a sentence that begins with the path; null where it can.</param>
internal sealed record StagingPlace(string Inside, string Outside, string? Refusal)
{
    public const string NoneCure = "Give the process a temporary directory that is writable, has room for two megabytes, and is not mounted noexec (TMPDIR, an emptyDir or a tmpfs at /tmp).";

    public static string NoneMessage(IEnumerable<string> refusals) =>
        $"no directory can take our files: {string.Join("; ", refusals)}";

    public static IEnumerable<StagingPlace> CandidatesFor(TargetFacts facts)
    {
        var mounts = MountTable.Parse(ProcFile.Text(facts.Pid, "mountinfo") ?? "");
        foreach (var inside in new[] { facts.TemporaryDirectory, "/tmp", "/dev/shm", "/var/tmp" }.Distinct(StringComparer.Ordinal))
        {
            var outside = facts.Root.Outside(inside);
            yield return new StagingPlace(inside, outside, RefusalOf(facts, inside, outside, mounts));
        }
    }

    private static string? RefusalOf(TargetFacts facts, string inside, string outside, MountTable mounts)
    {
        if (!inside.StartsWith('/'))
        {
            return "is not an absolute path";
        }

        if (!Directory.Exists(outside))
        {
            return "does not exist";
        }

        if (mounts.Has(inside, "noexec"))
        {
            return "is mounted noexec, so no native library can be loaded from it";
        }

        if (mounts.Has(inside, "ro"))
        {
            return "is mounted read-only";
        }

        if (LibC.Access(outside, LibC.WriteAndSearch) != 0)
        {
            return "may not be written by you";
        }

        return WayIn(facts, inside);
    }

    /// <summary>
    /// The target's user must get through every directory on the way. SAFETY: in a foreign mount namespace an absolute link would lead
    /// us to a place in our own file system, so links are not followed there.
    /// </summary>
    private static string? WayIn(TargetFacts facts, string inside)
    {
        for (var path = inside; path is { Length: > 1 }; path = Path.GetDirectoryName(path))
        {
            var owner = LibC.Stat(facts.Root.Outside(path));
            if (owner is null)
            {
                return "can't be looked at";
            }

            if (owner.IsLink && facts.Root.Foreign)
            {
                return $"leads over a symbolic link ({path})";
            }

            if (!owner.IsLink && !owner.LetsThrough(facts.Status.Uid))
            {
                return $"can't be reached by {facts.User} ({path})";
            }
        }

        return null;
    }
}
