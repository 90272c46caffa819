using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace Plumbline.Agent.Il;

/// <summary>Finds the definition of a type of another assembly in that assembly's metadata; follows forwarded types.</summary>
internal sealed class TypeReferences(Func<string, MetadataReader?>? assemblies)
{
    private const int MaxHops = 8;
    private static readonly ConditionalWeakTable<MetadataReader, TypeIndex> s_indexes = [];

    public readonly record struct Definition(MetadataReader Reader, TypeDefinitionHandle Handle);

    public Definition? Resolve(MetadataReader reader, TypeReferenceHandle handle, int hops = 0)
    {
        var reference = reader.GetTypeReference(handle);
        if (hops > MaxHops || reference.ResolutionScope.IsNil)
        {
            return null;
        }

        var scope = reference.ResolutionScope;
        switch (scope.Kind)
        {
            case HandleKind.TypeReference:
                return Resolve(reader, (TypeReferenceHandle)scope, hops + 1) is { } outer ? Nested(outer, reader.GetString(reference.Name)) : null;
            case HandleKind.AssemblyReference:
                var name = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name);
                return InAssembly(name, reader.GetString(reference.Namespace), reader.GetString(reference.Name), hops);
            case HandleKind.ModuleDefinition:
                return Find(reader, reader.GetString(reference.Namespace), reader.GetString(reference.Name), hops);
            default:
                return null;
        }
    }

    private static Definition? Nested(Definition outer, string name)
    {
        foreach (var handle in outer.Reader.GetTypeDefinition(outer.Handle).GetNestedTypes())
        {
            if (outer.Reader.StringComparer.Equals(outer.Reader.GetTypeDefinition(handle).Name, name))
            {
                return new Definition(outer.Reader, handle);
            }
        }

        return null;
    }

    private Definition? InAssembly(string assembly, string space, string name, int hops) =>
        assemblies?.Invoke(assembly) is { } reader ? Find(reader, space, name, hops) : null;

    private Definition? Find(MetadataReader reader, string space, string name, int hops)
    {
        var index = s_indexes.GetValue(reader, static r => new TypeIndex(r));
        if (index.Definitions.TryGetValue((space, name), out var definition))
        {
            return new Definition(reader, definition);
        }

        return hops < MaxHops && index.Forwards.TryGetValue((space, name), out var assembly) ? InAssembly(assembly, space, name, hops + 1) : null;
    }

    /// <summary>The top-level types of one assembly by name, and where the forwarded ones went.</summary>
    private sealed class TypeIndex
    {
        public TypeIndex(MetadataReader reader)
        {
            foreach (var handle in reader.TypeDefinitions)
            {
                var type = reader.GetTypeDefinition(handle);
                if (type.GetDeclaringType().IsNil)
                {
                    Definitions.TryAdd((reader.GetString(type.Namespace), reader.GetString(type.Name)), handle);
                }
            }

            foreach (var handle in reader.ExportedTypes)
            {
                var type = reader.GetExportedType(handle);
                if (type.Implementation.Kind == HandleKind.AssemblyReference)
                {
                    var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name;
                    Forwards.TryAdd((reader.GetString(type.Namespace), reader.GetString(type.Name)), reader.GetString(assembly));
                }
            }
        }

        public Dictionary<(string Space, string Name), TypeDefinitionHandle> Definitions { get; } = [];

        public Dictionary<(string Space, string Name), string> Forwards { get; } = [];
    }
}
