using System.Runtime.InteropServices;
using Plumbline.Attach.Attaching;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Attaching;

/// <summary>The idle program stands for the agent, and this machine's framework for the one that a program brings.</summary>
public sealed class AgentNeedsTests
{
    [Fact]
    public void FirstMissing_WholeFramework_NothingIs() => FirstMissing(Framework).ShouldBeNull();

    [Fact]
    public void FirstMissing_NoFacades_NamesAType() => FirstMissing(name => name == "System.Runtime.dll" ? null : Framework(name)).ShouldNotBeNull().ShouldStartWith("System.");

    [Fact]
    public void FirstMissing_AssemblyGone_NamesTheTypeInIt() =>
        FirstMissing(name => name == "System.Console.dll" ? null : Framework(name)).ShouldBe("System.Console");

    [Fact]
    public void FirstMissing_MemberGone_NamesIt() => FirstMissing(WithoutWriteLine).ShouldBe("System.Console.WriteLine");

    private static string? FirstMissing(Func<string, byte[]?> framework)
    {
        using var images = new FrameworkImages(framework);
        return AgentNeeds.FirstMissing(File.ReadAllBytes(TargetProcess.Assembly("Idle")), images);
    }

    private static byte[] Framework(string name) => File.ReadAllBytes(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name));

    /// <summary>As a trimmer leaves it: the type is there, the method is not. Its name is changed in the metadata.</summary>
    private static byte[] WithoutWriteLine(string name)
    {
        var image = Framework(name);
        for (var at = 0; name == "System.Console.dll" && (at = image.AsSpan().IndexOf("\0WriteLine\0"u8)) >= 0;)
        {
            image[at + 1] = (byte)'X';
        }

        return image;
    }
}
