namespace Plumbline.Agent.Capture;

/// <summary>An object whose node has its number and is still to be written.</summary>
internal readonly record struct PendingNode(object Value, TypePlan Plan, TupleNames? Names, int Node, int Depth);

/// <summary>First in, first out, so that what is nearest to the root values is written first.</summary>
internal sealed class PendingNodes
{
    private const int KeptCapacity = 4096;

    private PendingNode[] _items = new PendingNode[32];
    private int _head;
    private int _tail;

    public int Count => _tail - _head;

    public void Enqueue(in PendingNode item)
    {
        if (_tail == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        _items[_tail++] = item;
    }

    public bool TryDequeue(out PendingNode item)
    {
        if (_head == _tail)
        {
            item = default;
            return false;
        }

        item = _items[_head++];
        return true;
    }

    /// <summary>Lets go of every object.</summary>
    public void Clear()
    {
        if (_items.Length > KeptCapacity)
        {
            _items = new PendingNode[32];
        }
        else
        {
            Array.Clear(_items, 0, _tail);
        }

        _head = 0;
        _tail = 0;
    }
}
