using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;

namespace Plumbline.Agent.Symbols;

/// <summary>The documents of a PDB, and which methods have code in each. Built once, at the first search by file.</summary>
internal sealed class DocumentIndex
{
    private const int MaxPathCharacters = 4096;
    private static readonly Guid s_sha1 = new("ff1816ec-aa5e-4d10-87f7-6f4963833460");
    private static readonly Guid s_sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    private readonly Dictionary<int, List<int>> _methods = [];

    public DocumentIndex(ModuleSymbols symbols)
    {
        var documents = new List<SourceDocument>();
        try
        {
            foreach (var handle in symbols.Reader.Documents)
            {
                documents.Add(Read(symbols.Reader, handle));
            }

            IndexMethods(symbols);
        }
        catch (Exception error) when (ModuleSymbols.IsDamage(error))
        {
            // What was read before the damage is as good as ever; the rest is not there.
            Damage = error.Message;
        }
        finally
        {
            GC.KeepAlive(symbols);
        }

        Documents = documents;
    }

    public IReadOnlyList<SourceDocument> Documents { get; }

    /// <summary>Why the index may be incomplete, or null.</summary>
    public string? Damage { get; }

    public IReadOnlyList<int> MethodsIn(SourceDocument document) =>
        _methods.TryGetValue(document.Row, out var methods) ? methods : [];

    private void IndexMethods(ModuleSymbols symbols)
    {
        foreach (var handle in symbols.Reader.MethodDebugInformation)
        {
            var method = symbols.Reader.GetMethodDebugInformation(handle);
            if (method.SequencePointsBlob.IsNil)
            {
                continue;
            }

            var row = MetadataTokens.GetRowNumber(handle);
            var token = 0x06000000 | row;
            if (!method.Document.IsNil)
            {
                Add(MetadataTokens.GetRowNumber(method.Document), token);
                continue;
            }

            foreach (var document in symbols.PointsOf(token).Select(point => point.Document).Distinct())
            {
                Add(document, token);
            }
        }
    }

    private void Add(int document, int method)
    {
        if (!_methods.TryGetValue(document, out var methods))
        {
            _methods[document] = methods = [];
        }

        methods.Add(method);
    }

    private static SourceDocument Read(MetadataReader reader, DocumentHandle handle)
    {
        var document = reader.GetDocument(handle);
        var algorithm = document.HashAlgorithm.IsNil ? default : reader.GetGuid(document.HashAlgorithm);
        var name = algorithm == s_sha256 ? "SHA256" : algorithm == s_sha1 ? "SHA1" : "";
        var checksum = name.Length == 0 || document.Hash.IsNil ? "" : Convert.ToHexString(reader.GetBlobBytes(document.Hash));
        return new SourceDocument(MetadataTokens.GetRowNumber(handle), PathOf(reader, document.Name), name, checksum);
    }

    /// <summary>Joins the parts of a document name (portable PDB, "Document name blob"), up to a length that no file system has.</summary>
    private static string PathOf(MetadataReader reader, DocumentNameBlobHandle name)
    {
        if (name.IsNil)
        {
            return "";
        }

        var parts = reader.GetBlobReader((BlobHandle)name);
        var separator = (char)parts.ReadByte();
        var path = new StringBuilder();
        for (var first = true; parts.RemainingBytes > 0 && path.Length < MaxPathCharacters; first = false)
        {
            if (!first && separator != 0)
            {
                path.Append(separator);
            }

            var part = parts.ReadBlobHandle();
            if (!part.IsNil)
            {
                var text = reader.GetBlobReader(part);
                path.Append(text.ReadUTF8(Math.Min(text.Length, MaxPathCharacters)));
            }
        }

        return path.ToString();
    }
}
