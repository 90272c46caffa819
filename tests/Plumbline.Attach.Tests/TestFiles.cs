using System.Runtime.InteropServices;
using Plumbline.Attach.Attaching;
using Plumbline.Tests.Support;

namespace Plumbline.Attach.Tests;

/// <summary>Two files that pass for agent and shim: a managed assembly and a native library of this machine.</summary>
internal static class TestFiles
{
    public static AgentFiles In(TemporaryFolder folder)
    {
        File.Copy(TargetProcess.Assembly("Idle"), folder.File(AgentFiles.AgentName));
        File.Copy(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so"), folder.File(AgentFiles.ShimName));
        return new AgentFiles(folder.Path);
    }
}
