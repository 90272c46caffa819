using System.Reflection;
using System.Reflection.Metadata;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>Names of methods as a programmer would say them, and their signatures in C# form.</summary>
internal static class SourceName
{
    /// <summary>Full source name: <c>Shop.Orders.Checkout</c>, <c>Shop.Order.Total.get</c>, <c>Shop.Orders.Checkout.lambda#2</c>.</summary>
    public static string Of(ModuleImage image, MethodDefinitionHandle handle) =>
        TypeNames.Full(image.Metadata, OwnerOf(image.Metadata, handle), NameForm.Display) + "." + Member(image, handle, NameForm.Display);

    /// <summary>The part after the type.</summary>
    public static string Member(ModuleImage image, MethodDefinitionHandle handle, NameForm form)
    {
        var member = new MemberName(image, handle, form);
        var method = image.Metadata.GetMethodDefinition(handle);
        var text = new StringBuilder(member.Of(image.Metadata.GetString(method.Name)));
        TypeNames.AppendParameters(text, image.Metadata, method.GetGenericParameters(), method.GetGenericParameters().Count, form);
        return text.ToString();
    }

    /// <summary>The type that the user wrote around a method: closures belong to what they are nested in.</summary>
    public static TypeDefinitionHandle OwnerOf(MetadataReader metadata, MethodDefinitionHandle handle)
    {
        var owner = metadata.GetMethodDefinition(handle).GetDeclaringType();
        for (var depth = 0; depth < 32; depth++)
        {
            var type = metadata.GetTypeDefinition(owner);
            if (!CompiledName.IsClosureType(metadata, type) || type.GetDeclaringType().IsNil)
            {
                break;
            }

            owner = type.GetDeclaringType();
        }

        return owner;
    }

    /// <summary>Parameters and return type: <c>(Order order, ref int count) : decimal</c>.</summary>
    public static string Signature(ModuleImage image, MethodDefinitionHandle handle)
    {
        var parameters = ParameterList.Read(image, handle, qualified: false);
        var text = new StringBuilder("(");
        text.AppendJoin(", ", parameters.Items.Select(parameter => parameter.ToString()));
        return text.Append(") : ").Append(parameters.Result).ToString();
    }

    /// <summary>method, constructor, async, iterator, async-iterator, lambda, local-function, accessor, operator.</summary>
    public static string Kind(ModuleImage image, MethodDefinitionHandle handle)
    {
        var method = image.Metadata.GetMethodDefinition(handle);
        var body = image.StateMachines.BodyOf(handle).Kind;
        if (body != BodyKind.Plain)
        {
            return body switch { BodyKind.Async => "async", BodyKind.Iterator => "iterator", _ => "async-iterator" };
        }

        var raw = image.Metadata.GetString(method.Name);
        return CompiledName.Parse(raw) switch
        {
            { IsLambda: true } => "lambda",
            { IsLocalFunction: true } => "local-function",
            _ => PlainKind(raw[(raw.LastIndexOf('.') + 1)..], raw, method.Attributes),
        };
    }

    private static string PlainKind(string last, string raw, MethodAttributes attributes)
    {
        if (raw is ".ctor" or ".cctor")
        {
            return "constructor";
        }

        if (last.StartsWith("op_", StringComparison.Ordinal) && OperatorNames.Of(last, () => "") is not null)
        {
            return "operator";
        }

        var special = (attributes & MethodAttributes.SpecialName) != 0;
        return special && MemberName.AccessorOf(last) is not null ? "accessor" : "method";
    }
}
