using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Plumbline.Agent.Il;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;

namespace Plumbline.Exploration;

/// <summary>The places of one method body that a probe is tried at.</summary>
/// <param name="Whole">Its entry and its ends; null for the body of a state machine, which is probed through its method.</param>
/// <param name="Statements">Its sequence points; without symbols, every instruction before which the evaluation stack is empty.</param>
/// <param name="Instructions">Every instruction that is reached.</param>
/// <param name="OneStatement">One of the statements, another in each method.</param>
internal sealed record ExploredBody(int Token, ResolvedPlace? Whole, ResolvedPlace? Statements, ResolvedPlace? Instructions, ResolvedPlace? OneStatement);

/// <summary>Finds the places of every body of an assembly.</summary>
internal sealed class AssemblyCode
{
    private readonly ModuleImage _image;
    private readonly ModuleSymbols? _symbols;
    private readonly MetadataSignatures _signatures;
    private readonly PEReader _file;

    private AssemblyCode(ModuleImage image, IReadOnlyList<ModuleImage> loaded, SymbolStore symbols, PEReader file)
    {
        _image = image;
        _symbols = symbols.For(image, []).Symbols;
        _signatures = new MetadataSignatures(image.Metadata, name => loaded.FirstOrDefault(other => other.Name == name)?.Metadata);
        _file = file;
    }

    public static List<ExploredBody> Read(ModuleImage image, IReadOnlyList<ModuleImage> loaded, SymbolStore symbols)
    {
        using var file = new PEReader(File.OpenRead(image.Path!));
        var code = new AssemblyCode(image, loaded, symbols, file);
        return [.. image.Metadata.MethodDefinitions.Select(code.Read)];
    }

    private ExploredBody Read(MethodDefinitionHandle handle)
    {
        var token = MetadataTokens.GetToken(handle);
        var (body, kind) = _image.StateMachines.BodyOf(handle);
        var whole = new ResolvedPlace
        {
            Module = _image,
            DeclaredToken = token,
            BodyToken = MetadataTokens.GetToken(body),
            BodyKind = kind,
            SourceName = SourceName.Of(_image, handle),
            Events = PlaceEvents.All,
            Symbols = _symbols,
            Refusal = Refusals.For(_image, handle, body, includeFramework: false),
        };
        var offsets = Refusals.For(_image, handle, handle, includeFramework: false) is null ? Offsets(handle) : [];
        var points = _symbols?.PointsOf(token).Where(point => !point.IsHidden).Select(point => point.Offset).ToHashSet();
        var statements = offsets.Where(place => points is null ? place.Depth == 0 : points.Contains(place.Offset)).Select(place => place.Offset).ToArray();
        var lines = whole with { BodyToken = token, Events = PlaceEvents.None, Refusal = null };
        return new ExploredBody(
            token,
            _image.StateMachines.DeclaredOf(handle).Declared == handle ? whole : null,
            At(lines, statements),
            At(lines, [.. offsets.Select(place => place.Offset)]),
            At(lines, statements.Length == 0 ? [] : [statements[token % statements.Length]]));
    }

    private static ResolvedPlace? At(ResolvedPlace place, int[] offsets) =>
        offsets.Length == 0 ? null : place with { Lines = [.. offsets.Select(offset => new LinePoint(1, 1, offset))] };

    private List<(int Offset, int Depth)> Offsets(MethodDefinitionHandle handle)
    {
        var metadata = _image.Metadata;
        var method = metadata.GetMethodDefinition(handle);
        var type = metadata.GetTypeDefinition(method.GetDeclaringType());
        var block = _file.GetSectionData(method.RelativeVirtualAddress);
        var body = BodyReader.Read(Bytes(block));
        var isValue = MemberNames.OfType(metadata, type.BaseType) is "System.ValueType" or "System.Enum";
        var walk = StackWalk.Run(body, _signatures, new MethodShape(MethodSignature.Parse(metadata.GetBlobBytes(method.Signature)), isValue));
        var places = new List<(int, int)>();
        Instruction? previous = null;
        foreach (var instruction in body.Instructions)
        {
            // Between ldtoken and the call that takes its handle no statement begins, and no local can hold it.
            if (walk.Before(instruction) is { } state && previous is not { IsPrefix: true } && Array.TrueForAll(state.ToArray(), type => type.LocalBlob is not null))
            {
                places.Add((instruction.Offset, state.Depth));
            }

            previous = instruction;
        }

        return places;
    }

    private static unsafe ReadOnlySpan<byte> Bytes(PEMemoryBlock block) => new(block.Pointer, block.Length);
}
