using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// Tokens that hooks need in a module's metadata: signatures, type variables, RuntimeTypeHandle. Each is asked for once.
/// SAFETY: these three tables are all that the agent ever adds; nothing of the user's metadata is changed.
/// </summary>
/// <param name="metadata">The module's own metadata.</param>
/// <param name="emitted">Learns what was emitted, for the verifier.</param>
/// <param name="signature">Gives the token of a StandAloneSig.</param>
/// <param name="typeSpec">Gives the token of a TypeSpec.</param>
/// <param name="typeRef">Gives the token of a TypeRef by scope and full name.</param>
internal sealed class ModuleTokens(
    MetadataReader metadata, EmittedSignatures emitted, Func<byte[], int> signature, Func<byte[], int> typeSpec, Func<int, string, int> typeRef)
{
    private readonly Dictionary<string, int> _tokens = [];
    private int _runtimeTypeHandle;

    /// <summary>Whether a token was added since <see cref="Applied"/>.</summary>
    public bool IsChanged { get; private set; }

    public void Applied() => IsChanged = false;

    public int StandAloneSignature(byte[] blob) => Emit('S', blob, signature);

    public int TypeVariable(ElementType kind, int number) => Emit('T', TypeVariableBlob(kind, number), typeSpec);

    /// <summary>Token of System.RuntimeTypeHandle as this module can name it.</summary>
    public int RuntimeTypeHandle()
    {
        if (_runtimeTypeHandle == 0)
        {
            _runtimeTypeHandle = FindDefinition() ?? typeRef(CoreScope(), "System.RuntimeTypeHandle");
            IsChanged = true;
        }

        return _runtimeTypeHandle;
    }

    private static byte[] TypeVariableBlob(ElementType kind, int number)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)kind);
        blob.WriteCompressedInteger(number);
        return blob.ToArray();
    }

    private int Emit(char table, byte[] blob, Func<byte[], int> emit)
    {
        var key = table + Convert.ToHexString(blob);
        if (!_tokens.TryGetValue(key, out var token))
        {
            token = _tokens[key] = emit(blob);
            emitted.Add(token, blob);
            IsChanged = true;
        }

        return token;
    }

    /// <summary>In the core library itself the type is defined, not referenced.</summary>
    private int? FindDefinition()
    {
        if (metadata.GetString(metadata.GetAssemblyDefinition().Name) != "System.Private.CoreLib")
        {
            return null;
        }

        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (metadata.StringComparer.Equals(type.Name, nameof(System.RuntimeTypeHandle)) && metadata.StringComparer.Equals(type.Namespace, "System"))
            {
                return MetadataTokens.GetToken(handle);
            }
        }

        return null;
    }

    /// <summary>The reference through which the module knows System.Object leads to RuntimeTypeHandle as well.</summary>
    private int CoreScope()
    {
        foreach (var handle in metadata.TypeReferences)
        {
            var type = metadata.GetTypeReference(handle);
            if (metadata.StringComparer.Equals(type.Name, nameof(Object)) && metadata.StringComparer.Equals(type.Namespace, "System")
                && type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            {
                return MetadataTokens.GetToken(type.ResolutionScope);
            }
        }

        throw new WeaveException("the module does not reference System.Object");
    }
}
