using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>What a method gives its caller through references: out and ref parameters, and `this` of what it builds or changes.</summary>
internal sealed class ByRefParameters
{
    private readonly HashSet<int> _outs = [];
    private readonly HashSet<int> _refs = [];
    private readonly IlBody _code;

    public ByRefParameters(MetadataReader metadata, BodyModel body)
    {
        _code = body.Parse();
        var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(body.Token & 0xFFFFFF));
        var first = (method.Attributes & MethodAttributes.Static) == 0 ? 1 : 0;
        var frame = body.Frame(_code);
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter).Where(parameter => parameter.SequenceNumber > 0))
        {
            var index = parameter.SequenceNumber - 1 + first;
            if (index < frame.Arguments.Count && frame.Arguments[index].Kind == SignatureKind.ByRef && (parameter.Attributes & ParameterAttributes.In) == 0)
            {
                ((parameter.Attributes & ParameterAttributes.Out) != 0 ? _outs : _refs).Add(index);
            }
        }

        ChangesThis = body.IsConstructor || (first == 1 && frame.Arguments[0].Kind == SignatureKind.ByRef && !IsReadOnly(metadata, method));
    }

    /// <summary>Whether `this` may be another at the end: a constructor's, or that of a struct's method that is not readonly.</summary>
    public bool ChangesThis { get; }

    /// <summary>Whether the caller sees what the parameter refers to. After an exception an out parameter need not have a value.</summary>
    public bool IsOutput(int argument, bool isThrow) => _refs.Contains(argument) || (!isThrow && _outs.Contains(argument));

    /// <summary>Whether an out parameter can't have been assigned at an offset: no code before it names the parameter.</summary>
    public bool IsUnset(int argument, int offset) => _outs.Contains(argument)
        && !_code.Instructions.Exists(instruction => (instruction.ArgumentIndex == argument && instruction.Offset < offset) || JumpsOver(instruction, offset));

    /// <summary>Whether code behind the offset can lead to it again.</summary>
    private static bool JumpsOver(Instruction instruction, int offset) => instruction.Offset >= offset
        && (instruction.Target?.Offset <= offset || (instruction.Targets?.Any(target => target.Offset <= offset) ?? false));

    private static bool IsReadOnly(MetadataReader metadata, MethodDefinition method) =>
        AttributeTypes.Has(metadata, method.GetCustomAttributes(), "IsReadOnlyAttribute")
        || AttributeTypes.Has(metadata, metadata.GetTypeDefinition(method.GetDeclaringType()).GetCustomAttributes(), "IsReadOnlyAttribute");
}
