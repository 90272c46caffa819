using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Plumbline.Agent.Symbols;

/// <summary>
/// A portable PDB in memory. Every row is read when it is asked for and fully decoded, so what is handed out stays valid.
/// A damaged row gives null or nothing, and never an exception.
/// </summary>
internal sealed class ModuleSymbols
{
    /// <summary>Pinned, because <see cref="Reader"/> points into it.</summary>
    private readonly byte[] _pdb;
    private readonly Lazy<DocumentIndex> _documents;

    /// <param name="pdb">Bytes on the pinned heap.</param>
    /// <exception cref="BadImageFormatException">Not a portable PDB. See <see cref="IsDamage"/> for what else damage throws.</exception>
    public unsafe ModuleSymbols(byte[] pdb)
    {
        _pdb = pdb;
        fixed (byte* start = pdb)
        {
            Reader = new MetadataReader(start, pdb.Length);
        }

        Id = IdOf(Reader) ?? throw new BadImageFormatException("It has no PDB stream.");
        _documents = new Lazy<DocumentIndex>(() => new DocumentIndex(this));
    }

    public MetadataReader Reader { get; }

    public PdbId Id { get; }

    public int Bytes => _pdb.Length;

    public IReadOnlyList<SourceDocument> Documents => _documents.Value.Documents;

    /// <summary>Tokens of the methods that have code in a document.</summary>
    public IReadOnlyList<int> MethodsIn(SourceDocument document) => _documents.Value.MethodsIn(document);

    /// <summary>Sequence points, scopes and state-machine facts of one method, or null where there are none.</summary>
    public MethodSymbols? For(int methodToken)
    {
        try
        {
            var row = methodToken & 0xffffff;
            return row < 1 || row > Reader.MethodDebugInformation.Count ? null : MethodSymbols.Read(Reader, row);
        }
        catch (Exception error) when (IsDamage(error))
        {
            return null;
        }
        finally
        {
            GC.KeepAlive(this);
        }
    }

    /// <summary>Only what a line search needs: cheaper than <see cref="For"/>.</summary>
    public IReadOnlyList<SequencePoint> PointsOf(int methodToken)
    {
        try
        {
            var row = methodToken & 0xffffff;
            return row < 1 || row > Reader.MethodDebugInformation.Count ? [] : MethodSymbols.ReadPoints(Reader, row);
        }
        catch (Exception error) when (IsDamage(error))
        {
            return [];
        }
        finally
        {
            GC.KeepAlive(this);
        }
    }

    /// <summary>Token of the method that the user wrote, when this one is the MoveNext of its state machine; else 0.</summary>
    public int KickoffOf(int moveNextToken)
    {
        try
        {
            var row = moveNextToken & 0xffffff;
            if (row < 1 || row > Reader.MethodDebugInformation.Count)
            {
                return 0;
            }

            var kickoff = Reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(row)).GetStateMachineKickoffMethod();
            return kickoff.IsNil ? 0 : MetadataTokens.GetToken(kickoff);
        }
        catch (Exception error) when (IsDamage(error))
        {
            return 0;
        }
        finally
        {
            GC.KeepAlive(this);
        }
    }

    /// <summary>Identity in the bytes of a portable PDB, or null where it is none.</summary>
    public static unsafe PdbId? IdOf(byte[] pdb)
    {
        fixed (byte* start = pdb)
        {
            return IdOf(new MetadataReader(start, pdb.Length));
        }
    }

    /// <summary>What the metadata reader throws on input that is not what it seems.</summary>
    public static bool IsDamage(Exception error) =>
        error is BadImageFormatException or ArgumentException or OverflowException or IndexOutOfRangeException
            or InvalidOperationException or InvalidCastException or NotSupportedException or OutOfMemoryException;

    private static PdbId? IdOf(MetadataReader reader)
    {
        if (reader.DebugMetadataHeader?.Id is not { Length: 20 } id)
        {
            return null;
        }

        var bytes = id.AsSpan();
        return new PdbId(new Guid(bytes[..16]), BitConverter.ToUInt32(bytes[16..]));
    }
}
