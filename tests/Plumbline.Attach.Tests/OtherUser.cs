using Plumbline.Tests.Support;

namespace Plumbline.Attach.Tests;

/// <summary>Processes of the user that has no rights; only root can start them.</summary>
internal static class OtherUser
{
    public const uint Uid = 65534;

    /// <summary>The idle target, copied to where that user can read it.</summary>
    public static async Task<TargetProcess> IdleAsync()
    {
        var folder = Directory.CreateTempSubdirectory("plumbline-other-");
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        foreach (var file in Directory.GetFiles(TargetProcess.Folder("Idle")))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        string[] arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Path.Combine(folder.FullName, "Idle.dll")];
        try
        {
            return await TargetProcess.StartAsync("setpriv", arguments, [("HOME", "/nonexistent"), ("TMPDIR", "/tmp")]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
