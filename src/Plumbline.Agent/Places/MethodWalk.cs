using System.Reflection.Metadata;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>A method of a module, with the type that the user wrote around it.</summary>
internal readonly record struct FoundMethod(ModuleImage Image, MethodDefinitionHandle Handle, string Owner);

/// <summary>Goes through the methods of a module that a user may name; what only the compiler knows is passed over.</summary>
internal static class MethodWalk
{
    /// <summary>Methods that pass a filter by their compiled name.</summary>
    /// <param name="types">Which types are worth asking <paramref name="typeMatches"/> about, by the parts of their name.</param>
    /// <param name="typeMatches">When it is true of a type's full name, all methods of the type are candidates.</param>
    public static IEnumerable<FoundMethod> Candidates(
        ModuleImage image, NameFilter filter, NameFilter? types = null, Func<string, bool>? typeMatches = null)
    {
        var metadata = image.Metadata;
        foreach (var typeHandle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(typeHandle);
            if (IsPassedOver(metadata, type))
            {
                continue;
            }

            string? owner = null;
            var all = typeMatches is not null && MayMatch(metadata, type, types) && typeMatches(owner = OwnerName(metadata, typeHandle, type));
            var closure = CompiledName.IsClosureType(metadata, type);
            var constructors = filter.IsConstructor(Bytes(metadata, type.Name));
            foreach (var handle in type.GetMethods())
            {
                var raw = Bytes(metadata, metadata.GetMethodDefinition(handle).Name);
                var matches = raw.StartsWith("."u8) ? !closure && (all || constructors) : all || filter.MayMatch(raw);
                if (matches)
                {
                    yield return new FoundMethod(image, handle, owner ??= OwnerName(metadata, typeHandle, type));
                }
            }
        }
    }

    private static bool MayMatch(MetadataReader metadata, TypeDefinition type, NameFilter? filter)
    {
        for (var depth = 0; filter is not null && depth < 32; depth++)
        {
            if (filter.IsIn(Bytes(metadata, type.Name)) || filter.IsIn(Bytes(metadata, type.Namespace)))
            {
                return true;
            }

            if (type.GetDeclaringType() is not { IsNil: false } owner)
            {
                return false;
            }

            type = metadata.GetTypeDefinition(owner);
        }

        return true;
    }

    private static string OwnerName(MetadataReader metadata, TypeDefinitionHandle handle, TypeDefinition type)
    {
        for (var depth = 0; depth < 32 && CompiledName.IsClosureType(metadata, type) && !type.GetDeclaringType().IsNil; depth++)
        {
            handle = type.GetDeclaringType();
            type = metadata.GetTypeDefinition(handle);
        }

        return TypeNames.Full(metadata, handle, NameForm.Arity);
    }

    /// <summary>State machines, anonymous types, static data and other types with a name that no source can have.</summary>
    private static bool IsPassedOver(MetadataReader metadata, TypeDefinition type)
    {
        if (!metadata.StringComparer.StartsWith(type.Name, "<"))
        {
            return metadata.StringComparer.StartsWith(type.Name, "VB$StateMachine_");
        }

        // A file-scoped type has the file's name between the brackets, and an F.
        return !CompiledName.IsClosureType(metadata, type)
            && CompiledName.Parse(metadata.GetString(type.Name)) is not { Kind: 'F', Inner: not "" };
    }

    private static unsafe ReadOnlySpan<byte> Bytes(MetadataReader metadata, StringHandle handle)
    {
        if (handle.IsNil)
        {
            return default;
        }

        var blob = metadata.GetBlobReader(handle);
        return new ReadOnlySpan<byte>(blob.StartPointer, blob.Length);
    }
}
