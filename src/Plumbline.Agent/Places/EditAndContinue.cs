using Plumbline.Agent.Symbols;

namespace Plumbline.Agent.Places;

/// <summary>Whether the runtime prepared an assembly for Edit and Continue (Hot Reload), where it silently ignores rewritten code.</summary>
internal static class EditAndContinue
{
    private const int DisableOptimizations = 0x100;

    public static bool IsOn(ModuleImage image) =>
        string.Equals(Environment.GetEnvironmentVariable("DOTNET_MODIFIABLE_ASSEMBLIES"), "debug", StringComparison.OrdinalIgnoreCase)
        && IsUnoptimised(image);

    /// <summary>Reads DebuggableAttribute; the runtime prepares only assemblies that were compiled for debugging.</summary>
    internal static bool IsUnoptimised(ModuleImage image)
    {
        var metadata = image.Metadata;
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            var name = AttributeTypes.NameOf(metadata, attribute);
            if (!name.IsNil && metadata.StringComparer.Equals(name, "DebuggableAttribute"))
            {
                var value = metadata.GetBlobReader(attribute.Value);
                return value.Length switch
                {
                    // Prolog, then either the modes as one integer or two booleans; then the count of named arguments.
                    >= 8 when value.ReadUInt16() == 1 => (value.ReadInt32() & DisableOptimizations) != 0,
                    6 when value.ReadUInt16() == 1 => value.ReadUInt16() >> 8 != 0,
                    _ => false,
                };
            }
        }

        return false;
    }
}
