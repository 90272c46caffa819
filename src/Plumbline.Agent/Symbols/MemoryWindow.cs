using Microsoft.Win32.SafeHandles;

namespace Plumbline.Agent.Symbols;

/// <summary>A part of this process's memory as a stream; what is not mapped is an <see cref="IOException"/>.</summary>
internal sealed class MemoryWindow(string memory, long address, long length) : Stream
{
    private readonly SafeFileHandle _memory = File.OpenHandle(memory, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var wanted = (int)Math.Min(buffer.Length, Math.Max(0, length - Position));
        var read = wanted == 0 ? 0 : RandomAccess.Read(_memory, buffer[..wanted], address + Position);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _memory.Dispose();
        base.Dispose(disposing);
    }
}
