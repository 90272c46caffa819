using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>From a body to the method the user wrote: by the symbols where they say it, else by the attributes.</summary>
internal static class StateMachineOrigin
{
    public static (MethodDefinitionHandle Declared, BodyKind Kind) Of(ModuleImage image, ModuleSymbols? symbols, MethodDefinitionHandle body)
    {
        var token = symbols?.KickoffOf(MetadataTokens.GetToken(body)) ?? 0;
        var row = token & 0xffffff;
        if (row >= 1 && row <= image.Metadata.MethodDefinitions.Count)
        {
            var kickoff = MetadataTokens.MethodDefinitionHandle(row);
            var (moveNext, kind) = image.StateMachines.BodyOf(kickoff);
            if (moveNext == body && kind != BodyKind.Plain)
            {
                return (kickoff, kind);
            }
        }

        return image.StateMachines.DeclaredOf(body);
    }
}
