namespace Plumbline.Git.Objects;

/// <summary>
/// Contents that were read lately, as the next ones are likely to be differences from them. Two generations: when the younger one is full it becomes
/// the older one, whose unused rest is dropped.
/// </summary>
internal sealed class ContentCache(long bytes)
{
    private Dictionary<(int Pack, long Offset), byte[]> _young = [];
    private Dictionary<(int Pack, long Offset), byte[]> _old = [];
    private long _size;

    public bool Find(int pack, long offset, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out byte[]? content)
    {
        if (_young.TryGetValue((pack, offset), out content))
        {
            return true;
        }

        if (!_old.Remove((pack, offset), out content))
        {
            return false;
        }

        Add(pack, offset, content);
        return true;
    }

    public void Add(int pack, long offset, byte[] content)
    {
        if (content.Length > bytes / 4 || !_young.TryAdd((pack, offset), content))
        {
            return;
        }

        _size += content.Length + 64;
        if (_size > bytes / 2)
        {
            (_old, _young, _size) = (_young, [], 0);
        }
    }
}
