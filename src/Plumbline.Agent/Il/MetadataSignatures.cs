using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Il;

/// <summary>
/// Token signatures from a module's metadata. Loads no type and runs no code of the target. Keep one per module: what it has
/// looked up, it remembers. May be used by several threads.
/// </summary>
internal sealed class MetadataSignatures : ITokenSignatures
{
    private readonly MetadataReader _reader;
    private readonly TypeShapes _types;
    private readonly TokenGenerics _generics;
    private readonly ConcurrentDictionary<int, CallShape?> _calls = new();
    private readonly ConcurrentDictionary<int, FieldShape?> _fields = new();

    /// <param name="reader">Over memory that stays mapped while this is used.</param>
    /// <param name="assemblies">Metadata of a loaded assembly by its simple name, or null. Without it, types of other assemblies stay unknown.</param>
    public MetadataSignatures(MetadataReader reader, Func<string, MetadataReader?>? assemblies = null)
    {
        _reader = reader;
        _types = new TypeShapes(reader, assemblies);
        _generics = new TokenGenerics(reader);
    }

    /// <summary>Gives back what it remembers.</summary>
    public void Forget()
    {
        _calls.Clear();
        _fields.Clear();
        _generics.Forget();
    }

    public CallShape? Call(int token) => _calls.GetOrAdd(token, static (key, self) => Guarded(() => self.ReadCall(key)), this);

    public FieldShape? Field(int token) => _fields.GetOrAdd(token, static (key, self) => Guarded(() => self.ReadField(key)), this);

    public CallShape? Indirect(int token) => Guarded(() => StandAlone(token) is { } blob ? Shape(MethodSignature.Parse(blob), default, default) : null);

    public StackType? Type(int token) => _types.OfToken(token);

    public LocalSignature? Locals(int token) => Guarded(() => StandAlone(token) is { } blob ? LocalSignature.Parse(blob) : null);

    public TokenNeeds? Needs(int token)
    {
        try
        {
            return _types.InTable(token, out _) ? _generics.Of(token) : null;
        }
        catch (Exception exception) when (IsBadMetadata(exception))
        {
            // The answer itself: the token means nothing.
            return null;
        }
    }

    public bool HasString(int token)
    {
        var offset = token & 0xFFFFFF;
        var size = _reader.GetHeapSize(HeapIndex.UserString);
        return (uint)token >> 24 == 0x70 && offset > 0 && offset < size && IsString(offset, size);
    }

    public StackType Of(SignatureType type) => _types.Of(type);

    public bool SameType(SignatureType a, SignatureType b) => a.SameAs(b) || _types.Name(a) == _types.Name(b);

    /// <summary>What the verifier must know of a method of this module; null when its metadata is broken.</summary>
    public MethodShape? Method(MethodDefinitionHandle handle) => Guarded(() =>
    {
        var method = _reader.GetMethodDefinition(handle);
        var declaring = _types.OfToken(MetadataTokens.GetToken(method.GetDeclaringType()));
        var arity = _reader.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters().Count;
        return new MethodShape(MethodSignature.Parse(_reader.GetBlobBytes(method.Signature)), declaring?.Kind != StackKind.Ref, arity);
    });

    /// <summary>The shape of a call of a StandAloneSig that <paramref name="blob"/> holds.</summary>
    internal CallShape Indirect(ReadOnlySpan<byte> blob) => Shape(MethodSignature.Parse(blob), default, default);

    private static T? Guarded<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (IsBadMetadata(exception))
        {
            // The answer itself: there is no such thing in the metadata.
            return null;
        }
    }

    private static bool IsBadMetadata(Exception exception) => exception is BadImageFormatException or BadIlException or ArgumentException;

    /// <summary>The length in front of a string counts its UTF-16 bytes and one more, so it is odd.</summary>
    private unsafe bool IsString(int offset, int size)
    {
        var heap = new ReadOnlySpan<byte>(_reader.MetadataPointer + _reader.GetHeapMetadataOffset(HeapIndex.UserString), size)[offset..];
        try
        {
            var scanner = new SignatureScanner(heap);
            var length = scanner.ReadCompressed();
            return (length & 1) == 1 && length <= heap.Length - scanner.Position;
        }
        catch (BadIlException)
        {
            // The answer itself: no string starts here.
            return false;
        }
    }

    private CallShape? ReadCall(int token)
    {
        if (!_types.InTable(token, out var handle))
        {
            return null;
        }

        return handle.Kind switch
        {
            HandleKind.MethodDefinition => Definition((MethodDefinitionHandle)handle, null),
            HandleKind.MemberReference => Reference((MemberReferenceHandle)handle, null),
            HandleKind.MethodSpecification => Instance((MethodSpecificationHandle)handle),
            _ => null,
        };
    }

    private CallShape Definition(MethodDefinitionHandle handle, SignatureType[]? methodArguments)
    {
        var method = _reader.GetMethodDefinition(handle);
        var signature = MethodSignature.Parse(_reader.GetBlobBytes(method.Signature));
        var declaring = _types.OfToken(MetadataTokens.GetToken(method.GetDeclaringType())) ?? StackType.Unknown;
        return Shape(signature, declaring, new SignatureSubstitution(null, methodArguments)) with
        {
            IsConstructor = IsConstructor(method.Name),
            IsAbstract = (method.Attributes & MethodAttributes.Abstract) != 0,
        };
    }

    private CallShape? Reference(MemberReferenceHandle handle, SignatureType[]? methodArguments)
    {
        var reference = _reader.GetMemberReference(handle);
        if (reference.GetKind() != MemberReferenceKind.Method)
        {
            return null;
        }

        var signature = MethodSignature.Parse(_reader.GetBlobBytes(reference.Signature));
        var declaring = reference.Parent.Kind is HandleKind.MethodDefinition or HandleKind.ModuleReference
            ? StackType.Unknown
            : _types.OfToken(MetadataTokens.GetToken(reference.Parent)) ?? throw new BadIlException("a reference to a member of no type");
        return Shape(signature, declaring, new SignatureSubstitution(_types.ArgumentsOf(reference.Parent), methodArguments))
            with { IsConstructor = IsConstructor(reference.Name) };
    }

    private bool IsConstructor(StringHandle name) => _reader.StringComparer.Equals(name, ".ctor");

    private CallShape? Instance(MethodSpecificationHandle handle)
    {
        var instance = _reader.GetMethodSpecification(handle);
        var scanner = new SignatureScanner(_reader.GetBlobBytes(instance.Signature));
        if (scanner.ReadByte() != (byte)SignatureCallingConvention.Default + 0x0A)
        {
            return null;
        }

        var arguments = new SignatureType[scanner.ReadCount()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = SignatureType.Read(ref scanner);
        }

        return instance.Method.Kind == HandleKind.MethodDefinition
            ? Definition((MethodDefinitionHandle)instance.Method, arguments)
            : Reference((MemberReferenceHandle)instance.Method, arguments);
    }

    private FieldShape? ReadField(int token)
    {
        if (!_types.InTable(token, out var handle))
        {
            return null;
        }

        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
            var isLiteral = (field.Attributes & FieldAttributes.Literal) != 0;
            return new FieldShape(Of(FieldType(field.Signature)), (field.Attributes & FieldAttributes.Static) != 0, isLiteral);
        }

        if (handle.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var reference = _reader.GetMemberReference((MemberReferenceHandle)handle);
        return reference.GetKind() == MemberReferenceKind.Field
            ? new FieldShape(Of(new SignatureSubstitution(_types.ArgumentsOf(reference.Parent), null).Apply(FieldType(reference.Signature))), null)
            : null;
    }

    private SignatureType FieldType(BlobHandle signature)
    {
        var scanner = new SignatureScanner(_reader.GetBlobBytes(signature));
        return scanner.ReadByte() == TypeShapes.FieldSignature ? SignatureType.Read(ref scanner) : throw scanner.Bad("not the signature of a field");
    }

    private byte[]? StandAlone(int token) => _types.InTable(token, out var handle) && handle.Kind == HandleKind.StandaloneSignature
        ? _reader.GetBlobBytes(_reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).Signature)
        : null;

    private CallShape Shape(MethodSignature signature, StackType declaring, SignatureSubstitution substitution) => new()
    {
        HasThis = signature.HasThis,
        DeclaringType = declaring,
        Parameters = [.. signature.Parameters.Select(p => Of(substitution.Apply(p)))],
        Return = signature.ReturnsVoid ? null : Of(substitution.Apply(signature.ReturnType)),
        ReturnType = substitution.Apply(signature.ReturnType),
    };
}
