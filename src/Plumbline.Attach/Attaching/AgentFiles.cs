using System.Security.Cryptography;

namespace Plumbline.Attach.Attaching;

/// <summary>The two files that go into a target, as they lie beside this program.</summary>
internal sealed class AgentFiles
{
    public const string AgentName = "Plumbline.Agent.dll";
    public const string ShimName = "libplumbline.so";

    private readonly Lazy<(byte[] Agent, byte[] Shim, string Build)> _content;

    public AgentFiles(string directory)
    {
        Agent = Path.Combine(directory, AgentName);
        Shim = Path.Combine(directory, ShimName);
        _content = new(Load);
    }

    /// <summary>Those of this installation.</summary>
    public static AgentFiles Own { get; } = new(Path.Combine(AppContext.BaseDirectory, "agent"));

    public string Agent { get; }
    public string Shim { get; }

    /// <summary>Twelve hexadecimal digits that change with either file.</summary>
    public string Build => _content.Value.Build;

    public byte[] AgentBytes => _content.Value.Agent;
    public byte[] ShimBytes => _content.Value.Shim;

    /// <summary>Throws unless both files are what the target can load: the runtime ends a process whose start-up hook it can't load.</summary>
    public void Verify(int? runtimeMajor)
    {
        int built;
        try
        {
            built = AgentImage.FrameworkMajor(AgentBytes);
        }
        catch (BadImageFormatException e)
        {
            throw new AttachException(AttachFailure.AgentFilesBroken, $"{Agent} can't be loaded: {e.Message}", "Build Plumbline again.", e);
        }

        if (runtimeMajor < built)
        {
            throw new AttachException(
                AttachFailure.RuntimeTooOld,
                $"The agent is built for .NET {built}, and the process runs on .NET {runtimeMajor}.",
                $"Move the program to .NET {built} or later.");
        }

        if (!ElfFile.IsSharedObject(Shim))
        {
            throw new AttachException(AttachFailure.AgentFilesBroken, $"{Shim} is not a 64-bit ELF library.", "Build Plumbline again.");
        }
    }

    private (byte[], byte[], string) Load()
    {
        try
        {
            var agent = File.ReadAllBytes(Agent);
            var shim = File.ReadAllBytes(Shim);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(BitConverter.GetBytes(agent.LongLength));
            hash.AppendData(agent);
            hash.AppendData(shim);
            return (agent, shim, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttachException(
                AttachFailure.AgentFilesMissing,
                $"The files that go into the process can't be read: {e.Message}",
                "Build Plumbline again: ./plumb does so when its sources are newer.",
                e);
        }
    }
}
