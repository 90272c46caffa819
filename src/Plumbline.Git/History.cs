using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>All commits that lead to the revisions asked, parents first, and what they did to which file.</summary>
internal sealed class History
{
    /// <summary>The commits' ids by number.</summary>
    public List<ObjectId> Commits { get; } = [];

    /// <summary>The parents' numbers, by the commit's number.</summary>
    public List<int[]> Parents { get; } = [];

    public Dictionary<ObjectId, int> CommitNumbers { get; } = [];

    public ByteNames Paths { get; } = new();

    /// <summary>The contents' ids by number.</summary>
    public List<ObjectId> Blobs { get; } = [];

    public VersionGraph Graph { get; } = new();

    private readonly Dictionary<ObjectId, int> _blobNumbers = [];

    public int BlobNumber(ObjectId blob)
    {
        if (!_blobNumbers.TryGetValue(blob, out int number))
        {
            number = Blobs.Count;
            _blobNumbers.Add(blob, number);
            Blobs.Add(blob);
        }

        return number;
    }
}
