using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Plumbline.Attach.Processes;

/// <summary>What the program of a process says about its own build.</summary>
/// <param name="Informational">As <c>AssemblyInformationalVersion</c> gives it.</param>
internal sealed record BuildVersion(string Informational)
{
    private const string Attribute = "AssemblyInformationalVersionAttribute";

    /// <summary>What stands after the plus sign: the SDK puts the commit there.</summary>
    public string? Commit => Informational.IndexOf('+') is >= 0 and var plus && plus + 1 < Informational.Length ? Informational[(plus + 1)..] : null;

    /// <summary>Read from the program's file on disk; null where it can't be read or says nothing.</summary>
    public static BuildVersion? Of(TargetFacts facts)
    {
        if (facts.Mapped?.Find(DotnetProcess.NameOf(facts) + ".dll") is not { } path)
        {
            return null;
        }

        try
        {
            using var image = new PEReader(File.OpenRead(facts.Root.Outside(path)));
            return image.HasMetadata ? Of(image.GetMetadataReader()) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return null;
        }
    }

    private static BuildVersion? Of(MetadataReader metadata)
    {
        foreach (var attribute in metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } type
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, Attribute))
            {
                // A two-byte prolog, then the one argument.
                var value = metadata.GetBlobReader(attribute.Value);
                return value.ReadUInt16() == 1 && value.ReadSerializedString() is { Length: > 0 } text ? new BuildVersion(text) : null;
            }
        }

        return null;
    }
}
