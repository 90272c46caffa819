namespace Plumbline.Agent.Symbols;

/// <summary>
/// Symbols that were opened lately. The most recent stay up to <see cref="MaxBytes"/>; older ones live on only where
/// something else still uses them, and are read again when they are wanted.
/// </summary>
internal sealed class SymbolStore
{
    /// <summary>Bytes of symbol files that are kept for later use.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    private readonly object _lock = new();
    private readonly LinkedList<Entry> _recent = new();

    public SymbolOutcome For(ModuleImage image, IReadOnlyList<string> pdbPaths)
    {
        var key = string.Join('\n', pdbPaths);
        lock (_lock)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Owner.TryGetTarget(out var owner) && owner == image && node.Value.Paths == key)
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    return node.Value.Outcome;
                }
            }
        }

        var outcome = SymbolReader.Open(image, pdbPaths);
        if (outcome.Status == SymbolStatus.Found)
        {
            Keep(new Entry(new WeakReference<ModuleImage>(image), key, outcome));
        }

        return outcome;
    }

    private void Keep(Entry entry)
    {
        lock (_lock)
        {
            _recent.AddFirst(entry);
            long bytes = 0;
            for (var node = _recent.First; node is not null;)
            {
                var next = node.Next;
                bytes += node.Value.Outcome.Symbols!.Bytes;
                if (bytes > MaxBytes && node != _recent.First)
                {
                    _recent.Remove(node);
                }

                node = next;
            }
        }
    }

    private sealed record Entry(WeakReference<ModuleImage> Owner, string Paths, SymbolOutcome Outcome);
}
