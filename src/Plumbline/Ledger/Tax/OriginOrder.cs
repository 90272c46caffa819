using Plumbline.Origin;

namespace Plumbline.Ledger.Tax;

/// <summary>The four origins in the order in which a report names them.</summary>
internal static class OriginOrder
{
    public const int Count = 4;

    public static IReadOnlyList<OriginClass> All { get; } = [OriginClass.Ai, OriginClass.Mixed, OriginClass.Human, OriginClass.Unknown];
}
