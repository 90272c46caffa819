using Microsoft.Win32.SafeHandles;

namespace Plumbline.Git.Objects;

/// <summary>
/// A pack as a stream that starts anew at any offset. PERF: mapped, every page that was touched would count as memory of this process; a block read
/// ahead costs no more, as one object's neighbours are often asked for next.
/// </summary>
internal sealed class PackSource(string path) : Stream
{
    private const int BlockSize = 1 << 12;
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    private readonly byte[] _block = new byte[BlockSize];
    private long _blockStart;
    private int _blockLength;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>The next bytes without taking them, fewer at the end of the file.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_position < _blockStart || _position + count > _blockStart + _blockLength)
        {
            Load();
        }

        int at = (int)(_position - _blockStart);
        return _block.AsSpan(at, Math.Min(count, _blockLength - at));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position < _blockStart || _position >= _blockStart + _blockLength)
        {
            Load();
        }

        int at = (int)(_position - _blockStart), count = Math.Min(buffer.Length, _blockLength - at);
        _block.AsSpan(at, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is ever written.
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    private void Load() => (_blockStart, _blockLength) = (_position, RandomAccess.Read(_file, _block, _position));
}
