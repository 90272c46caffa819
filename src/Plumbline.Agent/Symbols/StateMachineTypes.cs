using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>Tells types that the compiler made for async methods and iterators.</summary>
internal static class StateMachineTypes
{
    /// <summary><c>&lt;Method&gt;d__3</c> in C#, <c>&lt;&lt;Method&gt;b__0&gt;d</c> for lambdas, <c>VB$StateMachine_3_Method</c> in Visual Basic.</summary>
    public static bool Is(MetadataReader metadata, TypeDefinition type) =>
        !type.GetDeclaringType().IsNil && IsName(metadata, type.Name);

    private static bool IsName(MetadataReader metadata, StringHandle name) =>
        metadata.StringComparer.StartsWith(name, "VB$StateMachine_")
        || (metadata.StringComparer.StartsWith(name, "<") && CompiledName.Parse(metadata.GetString(name)) is { Kind: 'd', Inner: not "" });
}
