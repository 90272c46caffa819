using System.Buffers;

namespace Plumbline.Cli.Ledger;

/// <summary>Finds where an object ends, byte by byte.</summary>
/// <param name="most">Bytes that are kept of it.</param>
internal sealed class EventScan(int most)
{
    private readonly ArrayBufferWriter<byte> _kept = new();
    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>Takes a byte.</summary>
    /// <returns>Whether an event ended with it.</returns>
    public bool Take(byte one)
    {
        if (_depth == 0)
        {
            return TakeBetween(one);
        }

        Keep(one);
        if (_inText)
        {
            (_inText, _escaped) = (_escaped || one != '"', !_escaped && one == '\\');
        }
        else if (one == '"')
        {
            _inText = true;
        }
        else if (one is (byte)'{' or (byte)'[')
        {
            _depth++;
        }
        else if (one is (byte)'}' or (byte)']')
        {
            _depth--;
        }

        return _depth == 0;
    }

    /// <summary>What there is of the event; empty where there is none.</summary>
    public byte[] Give()
    {
        var kept = _kept.WrittenSpan.ToArray();
        _kept.ResetWrittenCount();
        (_depth, _inText, _escaped) = (0, false, false);
        return kept;
    }

    /// <summary>Between objects stand the brackets of an array around them, commas and blanks. A word there is an event that nobody can read.</summary>
    private bool TakeBetween(byte one)
    {
        if (one == '{')
        {
            var strays = _kept.WrittenCount > 0;
            _depth = strays ? 0 : 1;
            Keep(one);
            return false;
        }

        var isBetween = one is (byte)'[' or (byte)']' or (byte)',' or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t';
        if (!isBetween || (_kept.WrittenCount > 0 && one != '\n'))
        {
            Keep(one);
            return false;
        }

        return _kept.WrittenCount > 0;
    }

    private void Keep(byte one)
    {
        if (_kept.WrittenCount <= most)
        {
            _kept.Write([one]);
        }
    }
}
