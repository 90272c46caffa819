using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>A place in IL and the source it came from; all lines 0 for code that the compiler marked hidden.</summary>
internal readonly record struct SequencePoint(int Offset, int Document, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    public bool IsHidden => StartLine == 0;
}

/// <param name="Hidden">Marked by the compiler as not for people.</param>
/// <param name="TupleNames">As in <see cref="TupleElements"/>.</param>
internal sealed record LocalName(int Slot, string Name, bool Hidden, string?[]? TupleNames);

/// <param name="Signature">Custom modifiers, type and value as in the portable PDB's LocalConstant signature.</param>
internal sealed record ConstantName(string Name, byte[] Signature);

/// <param name="End">Exclusive.</param>
internal sealed record LocalScopeRange(int Start, int End, LocalName[] Locals, ConstantName[] Constants)
{
    public bool Holds(int offset) => offset >= Start && offset < End;
}

/// <summary>One await: where the method gives up its thread, and where it goes on.</summary>
internal readonly record struct AsyncStep(int YieldOffset, int ResumeOffset);

/// <summary>Range in which a hoisted local is in scope; empty for slots without a source name.</summary>
internal readonly record struct HoistedScope(int Start, int Length)
{
    public bool Holds(int offset) => offset >= Start && offset - Start < Length;
}

/// <summary>Symbols of one method body, decoded.</summary>
internal sealed class MethodSymbols
{
    private static readonly Guid s_hoistedScopes = new("6DA9A61E-F8C7-4874-BE62-68BC5630DF71");
    private static readonly Guid s_asyncSteps = new("54FD2AC5-E925-401A-9C2A-F94F171072F8");

    /// <summary>In order of offset; hidden ones included.</summary>
    public required SequencePoint[] Points { get; init; }

    /// <summary>Outer before inner.</summary>
    public required LocalScopeRange[] Scopes { get; init; }

    /// <summary>By slot of the hoisted local; null for bodies that are not a state machine.</summary>
    public HoistedScope[]? HoistedScopes { get; init; }

    public AsyncStep[] AsyncSteps { get; init; } = [];

    /// <summary>Token of the local variable signature, or 0.</summary>
    public int LocalSignatureToken { get; init; }

    /// <summary>Token of the kickoff method, where this body is a MoveNext; else 0.</summary>
    public int KickoffToken { get; init; }

    public static MethodSymbols Read(MetadataReader reader, int row)
    {
        var handle = MetadataTokens.MethodDebugInformationHandle(row);
        var method = reader.GetMethodDebugInformation(handle);
        var kickoff = method.GetStateMachineKickoffMethod();
        var steps = CustomBytes(reader, row, s_asyncSteps);
        return new MethodSymbols
        {
            Points = ReadPoints(reader, row),
            Scopes = ReadScopes(reader, row),
            HoistedScopes = ReadHoisted(CustomBytes(reader, row, s_hoistedScopes)),
            AsyncSteps = ReadSteps(steps),
            LocalSignatureToken = method.LocalSignature.IsNil ? 0 : MetadataTokens.GetToken(method.LocalSignature),
            KickoffToken = kickoff.IsNil ? 0 : MetadataTokens.GetToken(kickoff),
        };
    }

    public static SequencePoint[] ReadPoints(MetadataReader reader, int row)
    {
        var method = reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row));
        if (method.SequencePointsBlob.IsNil)
        {
            return [];
        }

        var points = new List<SequencePoint>();
        foreach (var point in method.GetSequencePoints())
        {
            var document = MetadataTokens.GetRowNumber(point.Document);
            points.Add(point.IsHidden
                ? new SequencePoint(point.Offset, document, 0, 0, 0, 0)
                : new SequencePoint(point.Offset, document, point.StartLine, point.StartColumn, point.EndLine, point.EndColumn));
        }

        return [.. points];
    }

    private static LocalScopeRange[] ReadScopes(MetadataReader reader, int row)
    {
        var scopes = new List<LocalScopeRange>();
        foreach (var handle in reader.GetLocalScopes(MetadataTokens.MethodDefinitionHandle(row)))
        {
            var scope = reader.GetLocalScope(handle);
            var locals = new List<LocalName>();
            foreach (var variable in scope.GetLocalVariables())
            {
                var local = reader.GetLocalVariable(variable);
                var hidden = (local.Attributes & LocalVariableAttributes.DebuggerHidden) != 0;
                locals.Add(new LocalName(local.Index, reader.GetString(local.Name), hidden, TupleElements.OfLocal(reader, variable)));
            }

            var constants = scope.GetLocalConstants().Select(reader.GetLocalConstant)
                .Select(constant => new ConstantName(reader.GetString(constant.Name), reader.GetBlobBytes(constant.Signature)));
            scopes.Add(new LocalScopeRange(scope.StartOffset, scope.EndOffset, [.. locals], [.. constants]));
        }

        return [.. scopes];
    }

    private static byte[]? CustomBytes(MetadataReader reader, int row, Guid kind)
    {
        foreach (var handle in reader.GetCustomDebugInformation(MetadataTokens.MethodDefinitionHandle(row)))
        {
            var custom = reader.GetCustomDebugInformation(handle);
            if (reader.GetGuid(custom.Kind) == kind)
            {
                return reader.GetBlobBytes(custom.Value);
            }
        }

        return null;
    }

    private static HoistedScope[]? ReadHoisted(byte[]? bytes)
    {
        if (bytes is null)
        {
            return null;
        }

        var scopes = new HoistedScope[bytes.Length / 8];
        for (var i = 0; i < scopes.Length; i++)
        {
            scopes[i] = new HoistedScope(BitConverter.ToInt32(bytes, i * 8), BitConverter.ToInt32(bytes, (i * 8) + 4));
        }

        return scopes;
    }

    /// <summary>Catch handler offset, then yield, resume and the resuming method for each await.</summary>
    private static unsafe AsyncStep[] ReadSteps(byte[]? bytes)
    {
        if (bytes is null)
        {
            return [];
        }

        fixed (byte* start = bytes)
        {
            var blob = new BlobReader(start, bytes.Length);
            blob.ReadUInt32();
            var steps = new List<AsyncStep>();
            while (blob.RemainingBytes > 0)
            {
                steps.Add(new AsyncStep((int)blob.ReadUInt32(), (int)blob.ReadUInt32()));
                blob.ReadCompressedInteger();
            }

            return [.. steps];
        }
    }
}
