using System.Reflection.Metadata;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// Numbers the lambdas of each method in source order, from 1. The compiler's own ordinals give the order: first the place of
/// the method in its type, then that of the lambda in the method; so the numbers do not depend on symbols.
/// </summary>
internal sealed class LambdaNumbers(MetadataReader metadata)
{
    private readonly object _lock = new();
    private readonly Dictionary<TypeDefinitionHandle, Dictionary<MethodDefinitionHandle, (int Number, int Count)>> _byOwner = [];

    /// <summary>Number of a lambda among those of the same source method, and how many there are.</summary>
    /// <param name="owner">The type the user wrote around it.</param>
    public (int Number, int Count) Of(TypeDefinitionHandle owner, MethodDefinitionHandle lambda)
    {
        lock (_lock)
        {
            if (!_byOwner.TryGetValue(owner, out var numbers))
            {
                _byOwner[owner] = numbers = Count(owner);
            }

            return numbers.TryGetValue(lambda, out var number) ? number : (1, 1);
        }
    }

    private Dictionary<MethodDefinitionHandle, (int Number, int Count)> Count(TypeDefinitionHandle owner)
    {
        var found = new List<(string Inner, int Method, int Own, MethodDefinitionHandle Handle)>();
        Collect(owner, -1, found);
        foreach (var nested in metadata.GetTypeDefinition(owner).GetNestedTypes())
        {
            var type = metadata.GetTypeDefinition(nested);
            if (CompiledName.IsClosureType(metadata, type))
            {
                var ordinals = CompiledName.Parse(metadata.GetString(type.Name)) is { Kind: 'c' } name ? ClosureMethod(name) : -1;
                Collect(nested, ordinals, found);
            }
        }

        var numbers = new Dictionary<MethodDefinitionHandle, (int, int)>();
        foreach (var group in found.GroupBy(lambda => lambda.Inner))
        {
            var ordered = group.OrderBy(lambda => lambda.Method).ThenBy(lambda => lambda.Own).ToArray();
            for (var i = 0; i < ordered.Length; i++)
            {
                numbers[ordered[i].Handle] = (i + 1, ordered.Length);
            }
        }

        return numbers;
    }

    /// <summary>Place of the method that a closure belongs to: <c>c__DisplayClass3_0</c> is the fourth.</summary>
    private static int ClosureMethod(CompiledName name)
    {
        const string display = "__DisplayClass";
        return name.Suffix.StartsWith(display, StringComparison.Ordinal)
            ? new CompiledName("", 'c', "__" + name.Suffix[display.Length..]).Ordinals.Method
            : -1;
    }

    private void Collect(
        TypeDefinitionHandle type, int closureMethod, List<(string Inner, int Method, int Own, MethodDefinitionHandle Handle)> found)
    {
        foreach (var handle in metadata.GetTypeDefinition(type).GetMethods())
        {
            var raw = metadata.GetMethodDefinition(handle).Name;
            if (metadata.StringComparer.StartsWith(raw, "<") && CompiledName.Parse(metadata.GetString(raw)) is { IsLambda: true } name)
            {
                var (method, own) = name.Ordinals;
                found.Add((name.Inner, method < 0 ? closureMethod : method, own, handle));
            }
        }
    }
}
