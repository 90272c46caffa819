using Plumbline.Ledger.Code;

namespace Plumbline.Ledger.Judging;

/// <summary>A repository that is at hand, with its changes.</summary>
/// <param name="Split">Which commit belongs to which change.</param>
/// <param name="Paths">By the root of a change, the files that it changed.</param>
/// <param name="Lines">By the root of a change, what it did to lines.</param>
internal sealed record CodeBase(ChangeSplit Split, IReadOnlyDictionary<int, string[]> Paths, IReadOnlyDictionary<int, ChangeLines> Lines)
{
    public CodeHistory Code => Split.Code;
}
