using Plumbline.Attach.Attaching;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Attaching;

public sealed class AgentFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Verify_GoodFiles_Passes() => TestFiles.In(_folder).Verify(10);

    [Fact]
    public void Verify_RuntimeOlderThanTheAgent_IsRefused() =>
        Should.Throw<AttachException>(() => TestFiles.In(_folder).Verify(8)).Code.ShouldBe(AttachFailure.RuntimeTooOld);

    [Theory]
    [InlineData("")]
    [InlineData("MZ and then nothing that makes sense")]
    public void Verify_AgentIsNoAssembly_IsRefused(string content)
    {
        var files = TestFiles.In(_folder);
        File.WriteAllText(files.Agent, content);

        Should.Throw<AttachException>(() => files.Verify(10)).Code.ShouldBe(AttachFailure.AgentFilesBroken);
    }

    [Fact]
    public void Verify_AgentIsCutOff_IsRefused()
    {
        var files = TestFiles.In(_folder);
        File.WriteAllBytes(files.Agent, File.ReadAllBytes(files.Agent)[..1500]);

        Should.Throw<AttachException>(() => files.Verify(10)).Code.ShouldBe(AttachFailure.AgentFilesBroken);
    }

    [Fact]
    public void Verify_AgentIsNative_IsRefused()
    {
        var files = TestFiles.In(_folder);
        File.Copy(files.Shim, files.Agent, overwrite: true);

        Should.Throw<AttachException>(() => files.Verify(10)).Code.ShouldBe(AttachFailure.AgentFilesBroken);
    }

    [Fact]
    public void Verify_ShimIsNoLibrary_IsRefused()
    {
        var files = TestFiles.In(_folder);
        File.WriteAllText(files.Shim, "hello");

        Should.Throw<AttachException>(() => files.Verify(10)).Message.ShouldContain("ELF");
    }

    [Fact]
    public void Verify_FilesAreMissing_SaysWhich()
    {
        var thrown = Should.Throw<AttachException>(() => new AgentFiles(_folder.Path).Verify(10));

        thrown.Code.ShouldBe(AttachFailure.AgentFilesMissing);
        thrown.Message.ShouldContain(AgentFiles.AgentName);
    }

    [Fact]
    public void Build_OneByteChanges_IsAnother()
    {
        var before = TestFiles.In(_folder).Build;
        using (var shim = File.OpenWrite(_folder.File(AgentFiles.ShimName)))
        {
            shim.Seek(-1, SeekOrigin.End);
            shim.WriteByte(0x5A);
        }

        new AgentFiles(_folder.Path).Build.ShouldNotBe(before);
    }
}
