using Plumbline.Origin.Replay.Diffs;

namespace Plumbline.Git;

/// <summary>
/// Texts that were cut for one purpose and are wanted for another, by the numbers of their contents, as many as there is room for. PERF: what new commits
/// brought is gone through twice, for moved blocks and for the replay, and fits; that of a whole history would not.
/// </summary>
internal sealed class TextShelf
{
    private const long Room = 96L << 20;
    private readonly Dictionary<int, TextLines> _texts = [];
    private long _bytes;

    public TextLines? Find(int blob) => _texts.GetValueOrDefault(blob);

    public void Put(int blob, TextLines text)
    {
        if (_bytes + text.Length <= Room && _texts.TryAdd(blob, text))
        {
            _bytes += text.Length;
            text.Share();
        }
    }
}
