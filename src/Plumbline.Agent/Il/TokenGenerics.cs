using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Il;

/// <summary>What a token asks of the generic context of the body that it stands in.</summary>
/// <param name="IsOpen">It names a generic type or method, or a member of one, without saying the arguments.</param>
/// <param name="TypeVariables">How many type variables the body's type must have.</param>
/// <param name="MethodVariables">How many type variables the body's method must have.</param>
internal readonly record struct TokenNeeds(bool IsOpen, int TypeVariables, int MethodVariables)
{
    public static TokenNeeds Of(ReadOnlySpan<byte> typeBlob)
    {
        var scanner = new SignatureScanner(typeBlob) { Places = [] };
        scanner.SkipType();
        return Of(scanner.Places);
    }

    public static TokenNeeds Of(LocalSignature locals) =>
        locals.Locals.Where(l => l.ContainsTypeVariables).Select(l => Of(l.Bare)).Aggregate(default(TokenNeeds), (all, one) => all.And(one));

    public static TokenNeeds Of(MethodSignature signature) =>
        signature.Parameters.Append(signature.ReturnType).Where(p => p.ContainsTypeVariables).Select(p => Of(p.Bare))
            .Aggregate(default(TokenNeeds), (all, one) => all.And(one));

    public TokenNeeds And(TokenNeeds other) => new(
        IsOpen || other.IsOpen, Math.Max(TypeVariables, other.TypeVariables), Math.Max(MethodVariables, other.MethodVariables));

    private static TokenNeeds Of(List<VariablePlace> places) => new(
        false,
        places.Where(p => p.Element == ElementType.TypeVariable).Select(p => p.Number + 1).DefaultIfEmpty().Max(),
        places.Where(p => p.Element == ElementType.MethodTypeVariable).Select(p => p.Number + 1).DefaultIfEmpty().Max());
}

/// <summary>Finds the generic needs of the tokens of a module. The tokens must be in rows of their tables.</summary>
internal sealed class TokenGenerics(MetadataReader reader)
{
    private readonly ConcurrentDictionary<int, TokenNeeds> _known = new();

    /// <summary>Gives back what it remembers.</summary>
    public void Forget() => _known.Clear();

    /// <exception cref="BadIlException">The metadata is broken.</exception>
    public TokenNeeds Of(int token) => _known.GetOrAdd(token, static (key, self) => self.Read(MetadataTokens.EntityHandle(key)), this);

    private TokenNeeds Read(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return Open(reader.GetTypeDefinition((TypeDefinitionHandle)handle).GetGenericParameters().Count > 0);
            case HandleKind.TypeReference:
                return Open(IsGenericName(reader.GetTypeReference((TypeReferenceHandle)handle)));
            case HandleKind.FieldDefinition:
                return Read(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Open(method.GetGenericParameters().Count > 0).And(Read(method.GetDeclaringType()));
            case HandleKind.TypeSpecification:
                return TokenNeeds.Of(reader.GetBlobBytes(reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature));
            case HandleKind.MemberReference:
                return OfReference(reader.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                return OfInstance(reader.GetMethodSpecification((MethodSpecificationHandle)handle));
            case HandleKind.StandaloneSignature:
                return OfStandAlone(reader.GetBlobBytes(reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).Signature));
            default:
                return default;
        }
    }

    public static TokenNeeds OfStandAlone(byte[] blob) => blob.Length > 0 && blob[0] == LocalSignature.LocalVarSig
        ? TokenNeeds.Of(LocalSignature.Parse(blob))
        : TokenNeeds.Of(MethodSignature.Parse(blob));

    private static TokenNeeds Open(bool isOpen) => new(isOpen, 0, 0);

    private TokenNeeds OfReference(MemberReference reference)
    {
        var generic = reference.GetKind() == MemberReferenceKind.Method && reader.GetBlobReader(reference.Signature).ReadSignatureHeader().IsGeneric;
        return Open(generic).And(Parent(reference.Parent));
    }

    private TokenNeeds OfInstance(MethodSpecification instance)
    {
        var scanner = new SignatureScanner(reader.GetBlobBytes(instance.Signature));
        scanner.ReadByte();
        var needs = default(TokenNeeds);
        for (var i = scanner.ReadCount(); i > 0; i--)
        {
            needs = needs.And(TokenNeeds.Of(SignatureType.Read(ref scanner).Bare));
        }

        var parent = instance.Method.Kind == HandleKind.MethodDefinition
            ? Read(reader.GetMethodDefinition((MethodDefinitionHandle)instance.Method).GetDeclaringType())
            : Parent(reader.GetMemberReference((MemberReferenceHandle)instance.Method).Parent);
        return needs.And(parent);
    }

    private TokenNeeds Parent(EntityHandle parent) => parent.Kind is HandleKind.MethodDefinition or HandleKind.ModuleReference ? default : Read(parent);

    /// <summary>References don't say the arity, but all compilers write it behind the name: List`1.</summary>
    private bool IsGenericName(TypeReference reference)
    {
        var name = reader.GetString(reference.Name);
        var mark = name.LastIndexOf('`');
        return (mark > 0 && mark < name.Length - 1 && char.IsAsciiDigit(name[^1]))
            || (reference.ResolutionScope.Kind == HandleKind.TypeReference && !reference.ResolutionScope.IsNil
                && Read(reference.ResolutionScope).IsOpen);
    }
}
