namespace Plumbline.Git;

/// <summary>Cuts a stream at an end mark, and reads counted pieces between.</summary>
internal sealed class TokenReader(Stream stream)
{
    private const int LongestToken = 1 << 20;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The bytes before the next mark; valid until the next call. False at the end of the stream.</summary>
    /// <exception cref="GitException">The stream ends within a token, or the token is too long.</exception>
    public bool Next(byte mark, out ReadOnlySpan<byte> token)
    {
        int searched = _start;
        while (true)
        {
            int at = _buffer.AsSpan(searched, _end - searched).IndexOf(mark);
            if (at >= 0)
            {
                token = _buffer.AsSpan(_start, searched + at - _start);
                _start = searched + at + 1;
                return true;
            }

            int kept = _end - _start;
            if (!Fill())
            {
                token = default;
                return kept == 0 ? false : throw new GitException(GitFailure.Garbled, "git's output ended in the middle of an entry");
            }

            searched = _start + kept;
        }
    }

    /// <summary>Fills a span; false where the stream ends before.</summary>
    public bool Read(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_start == _end)
            {
                // A large piece goes straight to its place.
                int direct = target.Length >= _buffer.Length ? stream.Read(target) : 0;
                if (direct > 0)
                {
                    target = target[direct..];
                    continue;
                }

                if (!Fill())
                {
                    return false;
                }
            }

            int count = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, count).CopyTo(target);
            _start += count;
            target = target[count..];
        }

        return true;
    }

    /// <summary>Passes over bytes; false where the stream ends before.</summary>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            int step = (int)Math.Min(count, _end - _start);
            _start += step;
            count -= step;
        }

        return true;
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LongestToken)
            {
                throw new GitException(GitFailure.Garbled, "git gave an entry of more than a million bytes");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        return count > 0;
    }
}
