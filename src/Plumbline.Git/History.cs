using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>All commits that lead to the revisions asked, and what they did to which file.</summary>
internal sealed class History(CommitList commits)
{
    private readonly Dictionary<ObjectId, int> _blobNumbers = [];

    public CommitList Commits { get; } = commits;

    public ByteNames Paths { get; } = new();

    /// <summary>The contents' ids by number.</summary>
    public List<ObjectId> Blobs { get; } = [];

    public VersionGraph Graph { get; } = new();

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
