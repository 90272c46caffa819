using System.Security.Cryptography;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Attaching;

/// <param name="Agent">Path of the agent as the target sees it.</param>
/// <param name="Shim">Path of the native shim as the target sees it.</param>
internal sealed record StagedFiles(string Agent, string Shim);

/// <summary>
/// Puts our files where the target can read them: one private directory per user and build, filled aside and moved into place, so that
/// a reader never sees half of it. What is already there is used only if it is ours, byte for byte.
/// </summary>
internal static class Staging
{
    private const UnixFileMode PrivateDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode ReadOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    public static StagedFiles Stage(TargetFacts facts, AgentFiles files)
    {
        var refusals = new List<string>();
        foreach (var place in StagingPlace.CandidatesFor(facts))
        {
            try
            {
                var refusal = place.Refusal;
                if (refusal is null && TryStage(place, facts.Status.Uid, files, out refusal) is { } staged)
                {
                    return staged;
                }

                refusals.Add($"{place.Inside} {refusal}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refusals.Add($"{place.Inside} did not take them ({e.Message})");
            }
        }

        throw new AttachException(AttachFailure.NoStagingPlace, "In process " + facts.Pid + " " + StagingPlace.NoneMessage(refusals) + ".", StagingPlace.NoneCure);
    }

    /// <summary>Whether the files under this name, as the target sees it, are exactly ours.</summary>
    public static bool Holds(TargetRoot root, StagedFiles staged, AgentFiles files) =>
        Same(root.Outside(staged.Agent), files.AgentBytes) && Same(root.Outside(staged.Shim), files.ShimBytes);

    /// <summary>Whether the files are what a plumb of any build has staged there: private, and the build that their directory is named after.</summary>
    public static bool IsIntact(TargetRoot root, StagedFiles staged, uint uid)
    {
        var inside = Path.GetDirectoryName(staged.Agent) ?? "/";
        var outside = root.Outside(inside);
        if (LibC.Stat(outside) is not { IsDirectory: true, IsPrivate: true } owner || owner.Uid != uid || !Path.GetFileName(inside).StartsWith($"plumbline-{uid}-", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            var found = new AgentFiles(outside);
            return Path.GetFileName(inside).StartsWith($"plumbline-{uid}-{found.Build}", StringComparison.Ordinal);
        }
        catch (AttachException)
        {
            return false;
        }
    }

    private static StagedFiles? TryStage(StagingPlace place, uint uid, AgentFiles files, out string? refusal)
    {
        refusal = null;
        var name = $"plumbline-{uid}-{files.Build}";
        var target = Path.Combine(place.Outside, name);
        if (LibC.Stat(target) is null)
        {
            Fill(target, uid, files);
        }

        refusal = Reject(target, uid, files);
        if (refusal is null)
        {
            return At(Path.Combine(place.Inside, name));
        }

        // Somebody else took the name, or spoiled the content: a name that nobody can guess can't be taken.
        var fresh = $"{name}-{Token()}";
        Fill(Path.Combine(place.Outside, fresh), uid, files);
        refusal = Reject(Path.Combine(place.Outside, fresh), uid, files);
        return refusal is null ? At(Path.Combine(place.Inside, fresh)) : null;
    }

    private static void Fill(string target, uint uid, AgentFiles files)
    {
        var aside = $"{target}.{Token()}";
        Directory.CreateDirectory(aside, PrivateDirectory);
        try
        {
            Write(Path.Combine(aside, AgentFiles.AgentName), files.AgentBytes, uid);
            Write(Path.Combine(aside, AgentFiles.ShimName), files.ShimBytes, uid);
            GiveTo(aside, uid);
            Directory.Move(aside, target);
        }
        catch (IOException) when (LibC.Stat(target) is not null)
        {
            // Another plumb was faster; what it put there is checked like everything else that is found.
            Directory.Delete(aside, recursive: true);
        }
        catch
        {
            Directory.Delete(aside, recursive: true);
            throw;
        }
    }

    private static void Write(string path, byte[] content, uint uid)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = ReadOnlyFile };
        using (var file = new FileStream(path, options))
        {
            file.Write(content);
        }

        GiveTo(path, uid);
    }

    private static void GiveTo(string path, uint uid)
    {
        const uint KeepGroup = uint.MaxValue;
        if (uid != ProcessStatus.OwnUid && LibC.ChangeOwner(path, uid, KeepGroup) != 0)
        {
            throw new IOException($"{path} can't be given to user {uid}");
        }
    }

    private static string? Reject(string target, uint uid, AgentFiles files) => LibC.Stat(target) switch
    {
        null => "lost them again",
        { IsDirectory: false } => "holds something else under our name",
        var owner when owner.Uid != uid || !owner.IsPrivate => "holds a directory of our name that others can change",
        _ when !Same(Path.Combine(target, AgentFiles.AgentName), files.AgentBytes) => "holds a changed agent under our name",
        _ when !Same(Path.Combine(target, AgentFiles.ShimName), files.ShimBytes) => "holds a changed shim under our name",
        _ => null,
    };

    private static bool Same(string path, byte[] content)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
    }

    private static StagedFiles At(string directory) =>
        new(Path.Combine(directory, AgentFiles.AgentName), Path.Combine(directory, AgentFiles.ShimName));

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
