using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Capture;

/// <summary>
/// Objects seen in the current part of a capture, by identity: open addressing over the runtime's own identity hash,
/// so that neither Equals nor GetHashCode of the user's type is called.
/// </summary>
internal sealed class ObjectIndex
{
    private const int FirstCapacity = 64;
    private const int KeptCapacity = 4096;

    private object?[] _keys = new object?[FirstCapacity];
    private int[] _nodes = new int[FirstCapacity];
    private int _count;

    /// <summary>The node of that object, or -1 after remembering <paramref name="node"/> for it.</summary>
    public int FindOrAdd(object value, int node)
    {
        var mask = _keys.Length - 1;
        var slot = RuntimeHelpers.GetHashCode(value) & mask;
        while (_keys[slot] is { } key)
        {
            if (ReferenceEquals(key, value))
            {
                return _nodes[slot];
            }

            slot = (slot + 1) & mask;
        }

        _keys[slot] = value;
        _nodes[slot] = node;
        if (++_count * 2 > _keys.Length)
        {
            Grow();
        }

        return -1;
    }

    /// <summary>Lets go of every object.</summary>
    public void Clear()
    {
        if (_count == 0)
        {
            return;
        }

        _count = 0;
        if (_keys.Length > KeptCapacity)
        {
            _keys = new object?[FirstCapacity];
            _nodes = new int[FirstCapacity];
            return;
        }

        Array.Clear(_keys);
    }

    private void Grow()
    {
        var (keys, nodes) = (_keys, _nodes);
        _keys = new object?[keys.Length * 2];
        _nodes = new int[_keys.Length];
        var mask = _keys.Length - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is { } key)
            {
                var slot = RuntimeHelpers.GetHashCode(key) & mask;
                while (_keys[slot] is not null)
                {
                    slot = (slot + 1) & mask;
                }

                _keys[slot] = key;
                _nodes[slot] = nodes[i];
            }
        }
    }
}
