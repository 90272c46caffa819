using System.Diagnostics;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Watching;

/// <summary>The methods of user code on a stack.</summary>
internal sealed class FailurePath(LoadedModules modules)
{
    private const int MostMethods = 20;

    public FoundMethod[] Of(StackTrace stack)
    {
        var methods = new List<FoundMethod>();
        foreach (var method in stack.GetFrames().Select(frame => frame.GetMethod()))
        {
            if (method?.DeclaringType is not null && methods.Count < MostMethods && modules.Find(method.Module.Assembly) is { IsFramework: false, IsAgent: false } image)
            {
                var body = MetadataTokens.MethodDefinitionHandle(method.MetadataToken & 0xFFFFFF);
                methods.Add(new FoundMethod(image, image.StateMachines.DeclaredOf(body).Declared, ""));
            }
        }

        return [.. methods.Distinct()];
    }
}
