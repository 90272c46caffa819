using System.Globalization;
using System.Reflection.Metadata;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>How a type name is written.</summary>
internal enum NameForm
{
    /// <summary>For people: <c>Shop.Cache&lt;TKey&gt;</c>.</summary>
    Display,

    /// <summary>For matching: the number of type parameters after a backtick, <c>Shop.Cache`1</c>.</summary>
    Arity,
}

/// <summary>Source names of types: namespace and enclosing types with dots, what the compiler added taken away.</summary>
internal static class TypeNames
{
    private const int MaxNesting = 32;

    /// <summary>Full source name of a type of this module.</summary>
    public static string Full(MetadataReader metadata, TypeDefinitionHandle handle, NameForm form)
    {
        var text = new StringBuilder();
        AppendFull(text, metadata, handle, form);
        return text.ToString();
    }

    public static void AppendFull(StringBuilder text, MetadataReader metadata, TypeDefinitionHandle handle, NameForm form, int depth = 0)
    {
        var type = metadata.GetTypeDefinition(handle);
        var owner = type.GetDeclaringType();
        if (!owner.IsNil && depth < MaxNesting)
        {
            AppendFull(text, metadata, owner, form, depth + 1);
            text.Append('.');
        }
        else if (!type.Namespace.IsNil)
        {
            text.Append(metadata.GetString(type.Namespace)).Append('.');
        }

        var name = Simple(metadata.GetString(type.Name), out var arity);
        text.Append(name);
        AppendParameters(text, metadata, type.GetGenericParameters(), arity, form);
    }

    /// <summary>The last part of a full name, without type parameters.</summary>
    public static string Simple(MetadataReader metadata, TypeDefinitionHandle handle) =>
        Simple(metadata.GetString(metadata.GetTypeDefinition(handle).Name), out _);

    /// <summary>Takes the arity after the backtick off, and the file's mark of a file-scoped type.</summary>
    public static string Simple(string name, out int arity)
    {
        arity = 0;
        var tick = name.LastIndexOf('`');
        if (tick > 0 && int.TryParse(name.AsSpan(tick + 1), NumberStyles.None, CultureInfo.InvariantCulture, out arity))
        {
            name = name[..tick];
        }

        if (name.Length > 0 && name[0] == '<' && name.IndexOf(">F", StringComparison.Ordinal) is var file and > 0)
        {
            var rest = name.IndexOf("__", file, StringComparison.Ordinal);
            return rest > 0 && rest + 2 < name.Length ? name[(rest + 2)..] : name;
        }

        return name;
    }

    /// <summary>The last <paramref name="count"/> of the parameters: a nested type repeats those of its owner first.</summary>
    public static void AppendParameters(
        StringBuilder text, MetadataReader metadata, GenericParameterHandleCollection parameters, int count, NameForm form)
    {
        if (count <= 0 || count > parameters.Count)
        {
            return;
        }

        if (form == NameForm.Arity)
        {
            text.Append('`').Append(count);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            var parameter = metadata.GetGenericParameter(parameters[parameters.Count - count + i]);
            text.Append(i == 0 ? "<" : ", ").Append(metadata.GetString(parameter.Name));
        }

        text.Append('>');
    }
}
