using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>Where the code of a method lives.</summary>
internal enum BodyKind
{
    /// <summary>In the method itself.</summary>
    Plain,
    Async,
    Iterator,
    AsyncIterator,
}

/// <summary>
/// Which MoveNext belongs to which method, from the attributes the compiler puts on the kickoff method; so it works
/// without symbols, for C# and Visual Basic.
/// </summary>
internal sealed class StateMachines(MetadataReader metadata)
{
    /// <summary>The body that holds the method's code, and what kind it is; the method itself where it is no state machine.</summary>
    public (MethodDefinitionHandle Body, BodyKind Kind) BodyOf(MethodDefinitionHandle declared)
    {
        var method = metadata.GetMethodDefinition(declared);
        foreach (var handle in method.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (KindOf(attribute) is var kind and not BodyKind.Plain
                && TypeArgument(attribute) is { } name
                && MachineNamed(method.GetDeclaringType(), name) is { IsNil: false } machine
                && MoveNextOf(machine) is { IsNil: false } moveNext)
            {
                return (moveNext, kind);
            }
        }

        return (declared, BodyKind.Plain);
    }

    /// <summary>The method that the user wrote, where <paramref name="body"/> is a MoveNext; else <paramref name="body"/> itself.</summary>
    public (MethodDefinitionHandle Declared, BodyKind Kind) DeclaredOf(MethodDefinitionHandle body)
    {
        var method = metadata.GetMethodDefinition(body);
        if (!metadata.StringComparer.Equals(method.Name, "MoveNext"))
        {
            return (body, BodyKind.Plain);
        }

        var owner = metadata.GetTypeDefinition(method.GetDeclaringType()).GetDeclaringType();
        if (!owner.IsNil)
        {
            foreach (var candidate in metadata.GetTypeDefinition(owner).GetMethods())
            {
                var (moveNext, kind) = BodyOf(candidate);
                if (kind != BodyKind.Plain && moveNext == body)
                {
                    return (candidate, kind);
                }
            }
        }

        return (body, BodyKind.Plain);
    }

    private BodyKind KindOf(CustomAttribute attribute)
    {
        var name = AttributeTypes.NameOf(metadata, attribute);
        return name.IsNil ? BodyKind.Plain
            : metadata.StringComparer.Equals(name, "AsyncStateMachineAttribute") ? BodyKind.Async
            : metadata.StringComparer.Equals(name, "IteratorStateMachineAttribute") ? BodyKind.Iterator
            : metadata.StringComparer.Equals(name, "AsyncIteratorStateMachineAttribute") ? BodyKind.AsyncIterator
            : BodyKind.Plain;
    }

    /// <summary>The serialized name of the attribute's one argument.</summary>
    private string? TypeArgument(CustomAttribute attribute)
    {
        var value = metadata.GetBlobReader(attribute.Value);
        return value.Length < 4 || value.ReadUInt16() != 1 ? null : value.ReadSerializedString();
    }

    /// <summary>State machines are nested in the type that declares the method, so the last part of the name finds it.</summary>
    private TypeDefinitionHandle MachineNamed(TypeDefinitionHandle owner, string serialized)
    {
        var comma = serialized.IndexOf(',', serialized.LastIndexOf('>') + 1);
        var full = comma < 0 ? serialized : serialized[..comma];
        var plus = full.LastIndexOf('+');
        while (plus > 0 && full[plus - 1] == '\\')
        {
            plus = full.LastIndexOf('+', plus - 1);
        }

        var name = full[(plus + 1)..].Replace("\\", "", StringComparison.Ordinal);
        foreach (var nested in metadata.GetTypeDefinition(owner).GetNestedTypes())
        {
            if (metadata.StringComparer.Equals(metadata.GetTypeDefinition(nested).Name, name))
            {
                return nested;
            }
        }

        return default;
    }

    private MethodDefinitionHandle MoveNextOf(TypeDefinitionHandle machine)
    {
        foreach (var handle in metadata.GetTypeDefinition(machine).GetMethods())
        {
            if (metadata.StringComparer.Equals(metadata.GetMethodDefinition(handle).Name, "MoveNext"))
            {
                return handle;
            }
        }

        return default;
    }
}
