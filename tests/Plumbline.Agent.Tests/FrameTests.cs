using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests;

public sealed class FrameTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_WrittenFrame_GivesSameBytes()
    {
        using var stream = new MemoryStream();
        await Frame.WriteAsync(stream, new byte[] { 1, 2, 3 }, Cancel);
        stream.Position = 0;

        (await Frame.ReadAsync(stream, Cancel)).ShouldBe([1, 2, 3]);
        (await Frame.ReadAsync(stream, Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 127 })]
    public async Task ReadAsync_LengthOutOfBounds_Throws(byte[] header)
    {
        using var stream = new MemoryStream(header);

        await Should.ThrowAsync<InvalidDataException>(async () => await Frame.ReadAsync(stream, Cancel));
    }

    [Fact]
    public async Task ReadAsync_StreamEndsInsideFrame_Throws()
    {
        using var stream = new MemoryStream([5, 0, 0, 0, 1, 2]);

        await Should.ThrowAsync<EndOfStreamException>(async () => await Frame.ReadAsync(stream, Cancel));
    }
}
