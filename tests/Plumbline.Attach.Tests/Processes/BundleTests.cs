using System.Text;
using Plumbline.Attach.Processes;
using Plumbline.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Processes;

/// <summary>Reads bundles that are put together by hand; single files that a publish made are read by the packaging scenarios.</summary>
public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_Bundle_ReadsItsFiles()
    {
        var bundle = Bundle.Of(Write(Image(entrySize: 5))).ShouldNotBeNull();

        bundle.Has("Shop.dll").ShouldBeTrue();
        bundle.Has("Other.dll").ShouldBeFalse();
        Encoding.UTF8.GetString(bundle.Read("Shop.dll").ShouldNotBeNull()).ShouldBe("shop!");
        Encoding.UTF8.GetString(bundle.ReadConfig().ShouldNotBeNull()).ShouldBe("{}");
    }

    [Fact]
    public void Of_HostThatCarriesNothing_IsNone() => Bundle.Of(TargetProcess.Folder("Idle") + "/Idle").ShouldBeNull();

    [Fact]
    public void Of_NoFile_IsNone() => Bundle.Of(_folder.File("nothing")).ShouldBeNull();

    [Theory]
    [InlineData(-1)]
    [InlineData(6_000)]
    [InlineData(long.MaxValue)]
    public void Read_SizeThatDoesNotFit_IsNone(long size) => Bundle.Of(Write(Image(size))).ShouldNotBeNull().Read("Shop.dll").ShouldBeNull();

    [Fact]
    public void Of_BundleThatIsCutShort_IsNone()
    {
        var whole = Image(entrySize: 5);
        for (var length = whole.Length - 1; length > 0; length -= 7)
        {
            Bundle.Of(Write(whole[..length])).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(1u, 1)]
    [InlineData(6u, -1)]
    [InlineData(6u, int.MaxValue)]
    public void Of_HeaderThatMakesNoSense_IsNone(uint major, int count) => Bundle.Of(Write(Image(5, major, count))).ShouldBeNull();

    private string Write(byte[] image)
    {
        var path = _folder.File("program");
        File.WriteAllBytes(path, image);
        return path;
    }

    /// <summary>Marker, one file, the configuration, then the header as its last part.</summary>
    private static byte[] Image(long entrySize, uint major = 6, int count = 1)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        byte[] signature = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");
        writer.Write((long)(sizeof(long) + signature.Length + 7));
        writer.Write(signature);
        var entry = stream.Position;
        writer.Write("shop!"u8);
        var config = stream.Position;
        writer.Write("{}"u8);
        writer.Write(major);
        writer.Write(0u);
        writer.Write(count);
        writer.Write("id");
        writer.Write(0L);
        writer.Write(0L);
        writer.Write(config);
        writer.Write(2L);
        writer.Write(0UL);
        writer.Write(entry);
        writer.Write(entrySize);
        writer.Write(0L);
        writer.Write((byte)1);
        writer.Write("Shop.dll");
        return stream.ToArray();
    }
}
