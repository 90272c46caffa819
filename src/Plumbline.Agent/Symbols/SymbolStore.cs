namespace Plumbline.Agent.Symbols;

/// <summary>
/// Symbols that were opened lately. The most recent stay up to <see cref="MaxBytes"/>; older ones live on only where
/// something else still uses them, and are read again when they are wanted. That there are none is believed for
/// <see cref="FailureMilliseconds"/>, so that a search does not look at the same files once per method.
/// </summary>
/// <param name="lookWhereCompiled">As in <see cref="SymbolReader.Open"/>.</param>
internal sealed class SymbolStore(bool lookWhereCompiled = true)
{
    /// <summary>Bytes of symbol files that are kept for later use.</summary>
    public const long MaxBytes = 16 * 1024 * 1024;

    /// <summary>How long a failure to find symbols is remembered.</summary>
    public const long FailureMilliseconds = 2000;

    private readonly object _lock = new();
    private readonly LinkedList<Entry> _recent = new();

    public SymbolOutcome For(ModuleImage image, IReadOnlyList<string> pdbPaths)
    {
        var key = string.Join('\n', pdbPaths);
        lock (_lock)
        {
            for (var node = _recent.First; node is not null; node = node.Next)
            {
                if (node.Value.Owner.TryGetTarget(out var owner) && owner == image && node.Value.Paths == key && !node.Value.IsStale)
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    return node.Value.Outcome;
                }
            }
        }

        var outcome = SymbolReader.Open(image, pdbPaths, lookWhereCompiled);
        Keep(new Entry(new WeakReference<ModuleImage>(image), key, outcome, Environment.TickCount64));
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
                bytes += node.Value.Outcome.Symbols?.Bytes ?? 0;
                if (node != _recent.First && (bytes > MaxBytes || node.Value.IsStale || !node.Value.Owner.TryGetTarget(out _)))
                {
                    _recent.Remove(node);
                }

                node = next;
            }
        }
    }

    private sealed record Entry(WeakReference<ModuleImage> Owner, string Paths, SymbolOutcome Outcome, long At)
    {
        public bool IsStale => Outcome.Symbols is null && Environment.TickCount64 - At > FailureMilliseconds;
    }
}
