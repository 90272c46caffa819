using Plumbline.Git.Objects;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>What renames are found by: a fingerprint of each content that is asked for, and not more of them at a time than memory should hold.</summary>
internal sealed class Fingerprints(ObjectStore objects, History history)
{
    private const int MostPieces = 2_000_000;
    private readonly Dictionary<int, Fingerprint> _known = [];
    private int _pieces;

    /// <summary>How many contents are not in this clone; they are like nothing.</summary>
    public int Unread { get; private set; }

    public Fingerprint Of(int blob)
    {
        if (!_known.TryGetValue(blob, out Fingerprint? fingerprint))
        {
            byte[]? content = objects.Read(history.Blobs[blob]);
            Unread += content is null ? 1 : 0;
            fingerprint = Fingerprint.Of(content ?? []);
            _pieces += fingerprint.Pieces;
            if (_pieces > MostPieces)
            {
                _known.Clear();
                _pieces = fingerprint.Pieces;
            }

            _known.Add(blob, fingerprint);
        }

        return fingerprint;
    }

    /// <summary>Gives the memory back once no renames are searched any more.</summary>
    public void Clear()
    {
        _known.Clear();
        _pieces = 0;
    }
}
