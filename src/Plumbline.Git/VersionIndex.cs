using System.Numerics;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>
/// Finds versions by commit and path. PERF: an earlier map asks for each of its runs of lines; a dictionary of pairs is compiled at every start, and slow.
/// </summary>
internal sealed class VersionIndex
{
    private readonly VersionGraph _graph;
    private int[] _slots;

    public VersionIndex(VersionGraph graph)
    {
        (_graph, _slots) = (graph, []);
        Fill();
    }

    /// <summary>The version of a path that a commit made; one that is mentioned now, where the graph does not have it.</summary>
    public int Of(int commit, int path)
    {
        int slot = SlotOf(commit, path);
        if (_slots[slot] == 0)
        {
            _slots[slot] = _graph.Mention(commit, path) + 1;
            if (2 * _graph.Versions.Length > _slots.Length)
            {
                Fill();
                return Of(commit, path);
            }
        }

        return _slots[slot] - 1;
    }

    private void Fill()
    {
        ReadOnlySpan<FileVersion> versions = _graph.Versions;

        // Half of the slots stay empty at least, so every search ends. An empty one is 0.
        _slots = new int[BitOperations.RoundUpToPowerOf2(3 * (uint)versions.Length + 1)];
        for (int version = 0; version < versions.Length; version++)
        {
            _slots[SlotOf(versions[version].Commit, versions[version].Path)] = version + 1;
        }
    }

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
