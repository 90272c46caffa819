using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>The variables of a body, as its signatures declare them.</summary>
/// <param name="Arguments">`this` first, where there is one: object in a class, a by-ref in a struct.</param>
/// <param name="Locals">Grows while hooks are woven.</param>
/// <param name="Return">Void where nothing is returned.</param>
/// <param name="TypeVariables">Type variables of the declaring type, those of its outer types included.</param>
/// <param name="MethodVariables">Type variables of the method.</param>
internal sealed record MethodFrame(
    IReadOnlyList<SignatureType> Arguments,
    LocalSignature Locals,
    SignatureType Return,
    int TypeVariables,
    int MethodVariables)
{
    public bool IsGeneric => TypeVariables + MethodVariables > 0;

    /// <summary>`this` of a method of a class, whatever the class.</summary>
    public static SignatureType ThisOfClass { get; } = SignatureType.Of(ElementType.Object);

    /// <summary>`this` of a method of a struct, as hooks pass it.</summary>
    public static SignatureType ThisOfStruct { get; } = SignatureType.Parse([(byte)ElementType.ByRef, (byte)ElementType.U1]);
}
