using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plumbline.Attach.Attaching;

/// <summary>Looks into the agent's assembly without loading it.</summary>
internal static class AgentImage
{
    private const string FrameworkName = ".NETCoreApp,Version=v";

    /// <summary>Major version of .NET that the assembly was built for.</summary>
    /// <exception cref="BadImageFormatException">It is not a managed assembly, or does not say what it was built for.</exception>
    public static int FrameworkMajor(byte[] image)
    {
        using var pe = new PEReader(new MemoryStream(image, writable: false));
        if (!pe.HasMetadata)
        {
            throw new BadImageFormatException("The file holds no managed code.");
        }

        var reader = pe.GetMetadataReader();
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (IsTargetFramework(reader, attribute.Constructor) && FirstString(reader, attribute.Value) is { } name)
            {
                return Major(name);
            }
        }

        throw new BadImageFormatException("The assembly does not name its target framework.");
    }

    private static bool IsTargetFramework(MetadataReader reader, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return parent.Kind == HandleKind.TypeReference
            && reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)parent).Name, "TargetFrameworkAttribute");
    }

    private static string? FirstString(MetadataReader reader, BlobHandle value)
    {
        var blob = reader.GetBlobReader(value);
        return blob.Length > 2 && blob.ReadUInt16() == 1 ? blob.ReadSerializedString() : null;
    }

    private static int Major(string framework)
    {
        var version = framework.StartsWith(FrameworkName, StringComparison.Ordinal) ? framework[FrameworkName.Length..] : "";
        return Version.TryParse(version, out var parsed)
            ? parsed.Major
            : throw new BadImageFormatException($"The assembly was built for {framework}.");
    }
}
