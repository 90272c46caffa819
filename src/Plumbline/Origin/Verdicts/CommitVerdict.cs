using Plumbline.Origin.Signatures;

namespace Plumbline.Origin.Verdicts;

/// <summary>What a commit says about the lines that it brought in, where nothing says more about a single one.</summary>
internal sealed record CommitVerdict(LineVerdict Verdict, Tier Tier, IReadOnlyList<Mark> Marks)
{
    public OriginClass Class => Verdict.Class;

    /// <summary>Whether any mark of an AI tool is in it, believed or not.</summary>
    public bool IsMarked => Marks.Any(mark => mark.Signature.Kind is not (SignatureKind.Automation or SignatureKind.PersonsEdits));
}
