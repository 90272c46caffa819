namespace Plumbline.Origin.Replay;

/// <summary>A version that another one took lines from.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Via">Null for a parent's version; else how the lines came over although it is none.</param>
/// <param name="Number">The pull request's number, or 0.</param>
internal readonly record struct Source(int Version, LineNoteKind? Via = null, int Number = 0)
{
    /// <summary>A version of which only the content counts: where its lines came from is not asked, and they are nobody's.</summary>
    public static int Opaque(int version) => ~version;

    public static bool IsOpaque(int version) => version < 0;

    /// <summary>The version itself, opaque or not.</summary>
    public static int Real(int version) => version < 0 ? ~version : version;
}
