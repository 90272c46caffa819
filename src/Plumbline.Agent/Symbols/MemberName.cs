using System.Reflection;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>Turns the compiled name of one method into its source name within its type.</summary>
internal readonly struct MemberName(ModuleImage image, MethodDefinitionHandle handle, NameForm form)
{
    private static readonly string[] s_accessors = ["get", "set", "add", "remove", "raise"];

    public string Of(string compiled) => Of(compiled, outermost: true);

    /// <summary>The accessor that a name is of, or null: <c>get_Total</c> gives get.</summary>
    public static string? AccessorOf(string name) =>
        Array.Find(s_accessors, accessor => name.Length > accessor.Length + 1 && name[accessor.Length] == '_'
            && name.StartsWith(accessor, StringComparison.Ordinal));

    private string Of(string compiled, bool outermost)
    {
        var metadata = image.Metadata;
        if (compiled is "<Main>$" or "<Main>$(string[] args)")
        {
            return "Main";
        }

        if (CompiledName.Parse(compiled) is { } name)
        {
            return name switch
            {
                { IsLambda: true } => Of(name.Inner, outermost: false) + ".lambda" + Number(outermost),
                { IsLocalFunction: true } => Of(name.Inner, outermost: false) + "." + name.LocalFunctionName,
                _ => compiled,
            };
        }

        return compiled switch
        {
            ".ctor" => TypeNames.Simple(metadata, SourceName.OwnerOf(metadata, handle)),
            ".cctor" => ".cctor",
            "Finalize" when outermost && IsFinalizer() => "~" + TypeNames.Simple(metadata, SourceName.OwnerOf(metadata, handle)),
            _ when InterfaceText.End(compiled) is { } dot and > 0 => InterfaceText.Of(compiled[..dot], form) + "." + Plain(compiled[(dot + 1)..], outermost),
            _ => Plain(compiled, outermost),
        };
    }

    private string Plain(string name, bool outermost)
    {
        var own = this;
        if (outermost && OperatorNames.Of(name, () => own.ResultType()) is { } operation)
        {
            return operation;
        }

        var special = !outermost || (image.Metadata.GetMethodDefinition(handle).Attributes & MethodAttributes.SpecialName) != 0;
        if (!special || AccessorOf(name) is not { } accessor)
        {
            return name;
        }

        var member = name[(accessor.Length + 1)..];
        if (outermost && accessor is "get" or "set")
        {
            var list = ParameterList.Read(image, handle, qualified: false);
            member = list.Items.Count > (accessor == "get" ? 0 : 1) ? "this" : member;
            accessor = accessor == "set" && list.IsInit ? "init" : accessor;
        }

        return member + "." + accessor;
    }

    private string Number(bool outermost)
    {
        if (!outermost)
        {
            return "";
        }

        var (number, count) = image.Lambdas.Of(SourceName.OwnerOf(image.Metadata, handle), handle);
        return count > 1 ? $"#{number}" : "";
    }

    private string ResultType() => ParameterList.Read(image, handle, qualified: false).Result;

    private bool IsFinalizer()
    {
        var method = image.Metadata.GetMethodDefinition(handle);
        return (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual
            && ParameterList.Read(image, handle, qualified: false).Items.Count == 0;
    }
}
