using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Plumbline.Agent.Il;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

/// <summary>Every method body of a real assembly.</summary>
internal sealed class AssemblyBodies : IDisposable
{
    private static readonly ConcurrentDictionary<string, MetadataReader?> s_loaded = new();
    private readonly PEReader _pe;

    private AssemblyBodies(string path)
    {
        Path = path;
        _pe = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
        Metadata = _pe.GetMetadataReader();
        Signatures = new MetadataSignatures(Metadata, Load);
    }

    public MetadataSignatures Signatures { get; }

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

    public static AssemblyBodies Open(string name) => new(PathOf(name) ?? throw new FileNotFoundException(name));

    /// <summary>Metadata of an assembly by its simple name, as the agent finds it among the loaded ones.</summary>
    public static MetadataReader? Load(string name) => s_loaded.GetOrAdd(name, static key =>
        PathOf(key) is { } path ? new PEReader(new MemoryStream(File.ReadAllBytes(path))).GetMetadataReader() : null);

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

    /// <summary>At most about so many bodies, spread over the whole assembly.</summary>
    public IEnumerable<(MethodDefinitionHandle Method, byte[] Bytes)> Some(int count)
    {
        var step = Math.Max(1, Metadata.MethodDefinitions.Count / count);
        return All().Where(body => MetadataTokens.GetRowNumber(body.Method) % step == 0);
    }

    public string NameOf(MethodDefinitionHandle handle)
    {
        var method = Metadata.GetMethodDefinition(handle);
        var type = Metadata.GetTypeDefinition(method.GetDeclaringType());
        return $"{Metadata.GetString(type.Name)}.{Metadata.GetString(method.Name)} 0x{MetadataTokens.GetToken(handle):x8}";
    }

    public void Dispose() => _pe.Dispose();

    private static string? PathOf(string name) => new[]
    {
        System.IO.Path.Combine(Runtime, name + ".dll"),
        System.IO.Path.Combine(Sdk, "Roslyn", "bincore", name + ".dll"),
        System.IO.Path.Combine(Sdk, "FSharp", name + ".dll"),
        System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll"),
    }.FirstOrDefault(File.Exists);

    private byte[] Bytes(int rva)
    {
        var size = _pe.GetMethodBody(rva).Size;
        return _pe.GetSectionData(rva).GetContent(0, size).ToArray();
    }
}
