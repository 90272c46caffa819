using System.IO.MemoryMappedFiles;

namespace Plumbline.Git.Objects;

/// <summary>A file as memory, read only.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    public MappedFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public long Length { get; }

    /// <summary>The bytes from an offset on, at most so many.</summary>
    /// <exception cref="GitException">The offset lies outside of the file.</exception>
    public ReadOnlySpan<byte> At(long offset, int most = int.MaxValue)
    {
        Check(offset);
        return new ReadOnlySpan<byte>(_start + offset, (int)Math.Min(most, Length - offset));
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private void Check(long offset)
    {
        if (offset < 0 || offset > Length)
        {
            throw new GitException(GitFailure.Garbled, "a pack file of the repository is damaged: an offset lies outside of it");
        }
    }
}
