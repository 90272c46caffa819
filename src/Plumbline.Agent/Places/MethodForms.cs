using System.Reflection.Metadata;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>The names under which one method can be asked for: its source name first, then its compiled one and others in use.</summary>
internal static class MethodForms
{
    public static IEnumerable<string> Of(ModuleImage image, string owner, MethodDefinitionHandle handle)
    {
        var metadata = image.Metadata;
        var raw = metadata.GetString(metadata.GetMethodDefinition(handle).Name);
        var member = SourceName.Member(image, handle, NameForm.Arity).Replace(" ", "", StringComparison.Ordinal);
        yield return owner + "." + member;
        if (raw is ".ctor" or ".cctor" || !member.StartsWith(raw, StringComparison.Ordinal))
        {
            yield return owner + "." + raw;
        }

        if (member.IndexOf('#', StringComparison.Ordinal) is var number and > 0 && member.Contains(".lambda#", StringComparison.Ordinal))
        {
            yield return owner + "." + member[..number];
        }
        else if (member.IndexOf("citoperator", StringComparison.Ordinal) is var conversion and > 0 && member.Contains('.', StringComparison.Ordinal))
        {
            // The type that is converted to, without what it lies in.
            yield return owner + "." + member[..(conversion + "citoperator".Length)] + member[(member.LastIndexOf('.') + 1)..];
        }
        else if (member.EndsWith(".init", StringComparison.Ordinal))
        {
            yield return owner + "." + member[..^4] + "set";
        }
    }
}
