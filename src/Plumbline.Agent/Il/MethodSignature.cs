using System.Reflection.Metadata;
using BlobKind = System.Reflection.Metadata.SignatureKind;

namespace Plumbline.Agent.Il;

/// <summary>The signature of a method: MethodDefSig, MethodRefSig or StandAloneMethodSig.</summary>
internal sealed class MethodSignature
{
    private const int MaxParameters = 0xFFFE;

    private MethodSignature(SignatureHeader header, int genericArity, SignatureType returnType, SignatureType[] parameters, int sentinel)
    {
        Header = header;
        GenericArity = genericArity;
        ReturnType = returnType;
        Parameters = parameters;
        Sentinel = sentinel;
    }

    public SignatureHeader Header { get; }

    /// <summary>Whether `this` is passed (first) without standing among the parameters.</summary>
    public bool HasThis => Header.IsInstance && !Header.HasExplicitThis;

    public bool IsVarArg => Header.CallingConvention == SignatureCallingConvention.VarArgs;

    public int GenericArity { get; }

    public SignatureType ReturnType { get; }

    public bool ReturnsVoid => ReturnType.Kind == SignatureKind.Void;

    public IReadOnlyList<SignatureType> Parameters { get; }

    /// <summary>Number of the first parameter of a variable argument list; -1 when the signature has none.</summary>
    public int Sentinel { get; }

    /// <summary>How many arguments `ldarg` can name: `this` included.</summary>
    public int ArgumentCount => Parameters.Count + (HasThis ? 1 : 0);

    public static MethodSignature Parse(ReadOnlySpan<byte> blob)
    {
        var scanner = new SignatureScanner(blob);
        var header = new SignatureHeader(scanner.ReadByte());
        if (header.Kind != BlobKind.Method)
        {
            throw scanner.Bad($"not the signature of a method (0x{header.RawValue:x2})");
        }

        var arity = header.IsGeneric ? scanner.ReadCompressed() : 0;
        var count = scanner.ReadCount();
        if (count > MaxParameters)
        {
            throw scanner.Bad($"{count} parameters");
        }

        var returnType = SignatureType.Read(ref scanner);
        var sentinel = -1;
        var parameters = new SignatureType[count];
        for (var i = 0; i < count; i++)
        {
            if (!scanner.AtEnd && scanner.Peek == ElementType.Sentinel)
            {
                scanner.ReadByte();
                sentinel = i;
            }

            parameters[i] = SignatureType.Read(ref scanner);
        }

        return new MethodSignature(header, arity, returnType, parameters, sentinel);
    }
}
