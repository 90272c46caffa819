namespace Plumbline.Agent.Il;

/// <summary>
/// What may stand in for what on the stack. As lenient as the runtime's compiler, which takes native int, int32, by-refs and
/// pointers for each other where the width is right: unsafe code relies on it.
/// </summary>
internal static class StackFit
{
    public static bool Fits(StackType from, StackType to, ITokenSignatures tokens)
    {
        if (from.Kind == StackKind.Unknown || to.Kind == StackKind.Unknown)
        {
            return true;
        }

        if (from.Kind == to.Kind)
        {
            return from.Kind != StackKind.Value || from.Type is null || to.Type is null || tokens.SameType(from.Type, to.Type);
        }

        return (from.Kind, to.Kind) is (StackKind.I4, StackKind.I) or (StackKind.I, StackKind.I4)
            or (StackKind.ByRef, StackKind.I) or (StackKind.I, StackKind.ByRef);
    }

    /// <summary>The type of an entry that two paths leave behind; null when they don't agree.</summary>
    public static StackType? Join(StackType a, StackType b, ITokenSignatures tokens)
    {
        if (a == b || b.Kind == StackKind.Unknown)
        {
            return a;
        }

        if (a.Kind == StackKind.Unknown)
        {
            return b;
        }

        if (a.Kind == StackKind.F && b.Kind == StackKind.F)
        {
            return StackType.F;
        }

        if (a.Kind == b.Kind)
        {
            return Fits(b, a, tokens) ? a with { Type = a.Type ?? b.Type } : null;
        }

        return (a.Kind, b.Kind) switch
        {
            (StackKind.I4, StackKind.I) or (StackKind.I, StackKind.I4) => StackType.I,
            (StackKind.I, StackKind.ByRef) or (StackKind.ByRef, StackKind.I) => StackType.ByRef,
            _ => null,
        };
    }

    public static bool IsInteger(StackType type) => type.Kind is StackKind.I4 or StackKind.I8 or StackKind.I or StackKind.Unknown;

    /// <summary>What an address is: of memory that is managed or not.</summary>
    public static bool IsAddress(StackType type) => type.Kind is StackKind.ByRef or StackKind.I or StackKind.Unknown;

    public static bool IsReference(StackType type) => type.Kind is StackKind.Ref or StackKind.Unknown;
}
