using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>Writes a class or value type of a signature by name, with its type arguments where C# puts them.</summary>
internal static class NamedType
{
    private const int MaxNesting = 32;

    /// <param name="coded">TypeDefOrRef coded index (ECMA-335 II.23.2.8).</param>
    public static void Append(StringBuilder text, MetadataReader metadata, int coded, List<string> arguments, bool qualified)
    {
        var levels = new List<string>();
        var space = Levels(metadata, coded, levels);
        if (space == "System" && levels.Count == 1 && AppendSpecial(text, levels[0], arguments))
        {
            return;
        }

        if (qualified && space.Length > 0)
        {
            text.Append(space).Append('.');
        }

        var used = 0;
        for (var i = 0; i < levels.Count; i++)
        {
            var name = TypeNames.Simple(levels[i], out var arity);
            text.Append(i == 0 ? "" : ".").Append(name);
            for (var argument = 0; argument < arity && used < arguments.Count; argument++, used++)
            {
                text.Append(argument == 0 ? "<" : ", ").Append(arguments[used]);
            }

            text.Append(arity > 0 && arguments.Count > 0 ? ">" : "");
        }
    }

    private static bool AppendSpecial(StringBuilder text, string name, List<string> arguments)
    {
        if (name == "Nullable`1" && arguments.Count == 1)
        {
            text.Append(arguments[0]).Append('?');
            return true;
        }

        if (name.StartsWith("ValueTuple`", StringComparison.Ordinal) && arguments.Count is > 1 and < 8)
        {
            text.Append('(').AppendJoin(", ", arguments).Append(')');
            return true;
        }

        if (name is "Decimal" or "String" or "Object")
        {
            text.Append(name.ToLowerInvariant());
            return true;
        }

        return false;
    }

    /// <summary>Names from the outermost type inwards; gives the namespace.</summary>
    private static string Levels(MetadataReader metadata, int coded, List<string> levels)
    {
        var handle = (coded & 3) switch
        {
            0 => (EntityHandle)MetadataTokens.TypeDefinitionHandle(coded >> 2),
            1 => MetadataTokens.TypeReferenceHandle(coded >> 2),
            _ => throw new BadImageFormatException("A signature names a type that is no definition and no reference."),
        };
        while (levels.Count < MaxNesting)
        {
            StringHandle space;
            EntityHandle outer;
            if (handle.Kind == HandleKind.TypeDefinition)
            {
                var type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
                levels.Insert(0, metadata.GetString(type.Name));
                (space, outer) = (type.Namespace, type.GetDeclaringType());
            }
            else
            {
                var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
                levels.Insert(0, metadata.GetString(type.Name));
                (space, outer) = (type.Namespace, type.ResolutionScope.Kind == HandleKind.TypeReference ? type.ResolutionScope : default);
            }

            if (outer.IsNil)
            {
                return metadata.GetString(space);
            }

            handle = outer;
        }

        return "";
    }
}
