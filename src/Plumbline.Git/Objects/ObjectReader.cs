using System.Buffers.Text;
using System.Text;
using Plumbline.Origin.Replay;

namespace Plumbline.Git.Objects;

/// <summary>Reads objects through one <c>git cat-file --batch</c>.</summary>
internal sealed class ObjectReader : IAsyncDisposable
{
    private readonly GitRun _run;
    private readonly TokenReader _reader;

    private ObjectReader(GitRun run) => (_run, _reader) = (run, new TokenReader(run.Output));

    /// <summary>Starts git, for objects that are asked for one at a time by <see cref="Ask"/>.</summary>
    public static ObjectReader Start(string folder) => new(GitRun.Start(folder, "cat-file", "--batch"));

    /// <summary>The next object, or null where this clone does not have it, or where it is larger than <see cref="GitLimits.Blob"/>.</summary>
    private byte[]? Next(ObjectId expected)
    {
        if (!_reader.Next((byte)'\n', out ReadOnlySpan<byte> header))
        {
            throw new GitException(GitFailure.MissingObject, $"git cat-file ended before {expected}: the object, or one it builds on, is missing or damaged");
        }

        int second = header.LastIndexOf((byte)' ');
        if (header.EndsWith(" missing"u8))
        {
            return null;
        }

        if (second < 0 || !Utf8Parser.TryParse(header[(second + 1)..], out long size, out _) || !header.StartsWith(Encoding.ASCII.GetBytes(expected.ToString())))
        {
            throw new GitException(GitFailure.Garbled, $"git cat-file answered {expected} with something else");
        }

        byte[]? content = size <= GitLimits.Blob ? GC.AllocateUninitializedArray<byte>((int)size) : null;
        if (!(content is null ? _reader.Skip(size) : _reader.Read(content)) || !_reader.Skip(1))
        {
            throw new GitException(GitFailure.MissingObject, $"git cat-file broke off within {expected}");
        }

        return content;
    }

    /// <summary>Asks for one object and waits for it.</summary>
    public byte[]? Ask(ObjectId wanted)
    {
        _run.Input.Write(Encoding.ASCII.GetBytes(wanted + "\n"));
        _run.Input.Flush();
        return Next(wanted);
    }

    /// <summary>To be called when all was read: only now it is certain that git had no trouble.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await _run.FinishAsync(cancel);
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();
}
