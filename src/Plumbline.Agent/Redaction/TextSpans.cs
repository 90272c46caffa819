namespace Plumbline.Agent.Redaction;

/// <summary>Places in a text, in order and without overlap once <see cref="Merge"/> has run. Kept and reused.</summary>
internal sealed class TextSpans
{
    private (int Start, int Length)[] _spans = new (int, int)[8];

    public int Count { get; private set; }

    public (int Start, int Length) this[int index] => _spans[index];

    public void Clear() => Count = 0;

    public void Add(int start, int length)
    {
        if (length <= 0)
        {
            return;
        }

        if (Count == _spans.Length)
        {
            Array.Resize(ref _spans, _spans.Length * 2);
        }

        _spans[Count++] = (start, length);
    }

    /// <summary>Puts the places in order and joins those that touch.</summary>
    public void Merge()
    {
        if (Count < 2)
        {
            return;
        }

        Array.Sort(_spans, 0, Count);
        var last = 0;
        for (var i = 1; i < Count; i++)
        {
            var (start, length) = _spans[i];
            var end = _spans[last].Start + _spans[last].Length;
            if (start <= end)
            {
                _spans[last].Length = Math.Max(end, start + length) - _spans[last].Start;
            }
            else
            {
                _spans[++last] = (start, length);
            }
        }

        Count = last + 1;
    }
}
