using System.Numerics;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>
/// Finds versions by commit and path. PERF: an earlier map asks for each of its runs of lines; a dictionary of pairs is compiled at every start, and slow.
/// </summary>
internal sealed class VersionIndex
{
    private readonly VersionGraph _graph;
    private readonly int[] _slots;

    public VersionIndex(VersionGraph graph)
    {
        _graph = graph;
        ReadOnlySpan<FileVersion> versions = graph.Versions;

        // Half of the slots stay empty at least, so every search ends. An empty one is 0.
        _slots = new int[BitOperations.RoundUpToPowerOf2(2 * (uint)versions.Length + 1)];
        for (int version = 0; version < versions.Length; version++)
        {
            _slots[SlotOf(versions[version].Commit, versions[version].Path)] = version + 1;
        }
    }

    /// <summary>The version of a path that a commit made, or -1.</summary>
    public int Find(int commit, int path) => _slots[SlotOf(commit, path)] - 1;

    // Where the pair is, or would be.
    private int SlotOf(int commit, int path)
    {
        ReadOnlySpan<FileVersion> versions = _graph.Versions;
        uint mask = (uint)_slots.Length - 1;
        uint mixed = ((uint)commit * 0x9E3779B1) ^ ((uint)path * 0x85EBCA77);
        for (uint slot = (mixed ^ (mixed >> 15)) & mask; ; slot = (slot + 1) & mask)
        {
            int version = _slots[slot] - 1;
            if (version < 0 || (versions[version].Commit == commit && versions[version].Path == path))
            {
                return (int)slot;
            }
        }
    }
}
