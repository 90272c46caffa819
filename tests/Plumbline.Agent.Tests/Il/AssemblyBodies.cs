using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

/// <summary>Every method body of a real assembly.</summary>
internal sealed class AssemblyBodies : IDisposable
{
    private readonly PEReader _pe;

    private AssemblyBodies(string path)
    {
        Path = path;
        _pe = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        Metadata = _pe.GetMetadataReader();
    }

    public string Path { get; }

    public MetadataReader Metadata { get; }

    private static string Runtime => RuntimeEnvironment.GetRuntimeDirectory();

    private static string Sdk
    {
        get
        {
            var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(Runtime, "..", "..", ".."));
            return Directory.GetDirectories(System.IO.Path.Combine(root, "sdk")).OrderBy(d => d, StringComparer.Ordinal).Last();
        }
    }

    public static TheoryData<string> Names => new(
        "System.Private.CoreLib",
        "System.Linq.Expressions",
        "System.Text.Json",
        "System.Private.Xml",
        "Microsoft.VisualBasic.Core",
        "Microsoft.CodeAnalysis",
        "Microsoft.CodeAnalysis.CSharp",
        "Microsoft.CodeAnalysis.VisualBasic",
        "FSharp.Core");

    public static AssemblyBodies Open(string name) => new(new[]
    {
        System.IO.Path.Combine(Runtime, name + ".dll"),
        System.IO.Path.Combine(Sdk, "Roslyn", "bincore", name + ".dll"),
        System.IO.Path.Combine(Sdk, "FSharp", name + ".dll"),
    }.First(File.Exists));

    public IEnumerable<(MethodDefinitionHandle Method, byte[] Bytes)> All()
    {
        foreach (var handle in Metadata.MethodDefinitions)
        {
            var rva = Metadata.GetMethodDefinition(handle).RelativeVirtualAddress;
            if (rva != 0)
            {
                yield return (handle, Bytes(rva));
            }
        }
    }

    public string NameOf(MethodDefinitionHandle handle)
    {
        var method = Metadata.GetMethodDefinition(handle);
        var type = Metadata.GetTypeDefinition(method.GetDeclaringType());
        return $"{Metadata.GetString(type.Name)}.{Metadata.GetString(method.Name)} 0x{MetadataTokens.GetToken(handle):x8}";
    }

    public void Dispose() => _pe.Dispose();

    private byte[] Bytes(int rva)
    {
        var size = _pe.GetMethodBody(rva).Size;
        return _pe.GetSectionData(rva).GetContent(0, size).ToArray();
    }
}
