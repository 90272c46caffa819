using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;

namespace Plumbline.Agent.Places;

/// <summary>Answers which lines of a file can take a probe.</summary>
internal sealed class LineSearch(SymbolStore symbols)
{
    /// <summary>Most lines that one document is answered with.</summary>
    private const int MaxLines = 20_000;

    public LinesFound Find(FindLines request, IReadOnlyList<ModuleImage> modules)
    {
        var options = new ResolveOptions(false, request.Pdb);
        var search = new DocumentSearch(symbols, options);
        var documents = search.Find(request.File, modules);
        return documents.Count == 0
            ? new LinesFound([], search.Nearest(request.File)) { Problems = search.WithoutSymbols }
            : new LinesFound([.. documents.Select(document => Row(document, request))], []);
    }

    private static DocumentRow Row(ModuleDocument source, FindLines request)
    {
        var code = DocumentCode.Read(source);
        var rows = new SortedDictionary<int, LineRow>();
        foreach (var group in Statements(code, request).GroupBy(statement => statement.Point.StartLine))
        {
            var methods = group.Select(statement => statement.Method).Distinct().Select(method => Owner(source, method)).ToArray();
            var refusal = methods.All(method => method.Refusal is not null) ? methods[0].Refusal : null;
            var end = group.Max(statement => statement.Point.EndLine);
            rows[group.Key] = new LineRow(group.Key, end, [.. methods.Select(method => method.Name).Distinct()], refusal);
        }

        AddLinesWithoutCode(code, request, rows);
        var document = source.Document;
        return new DocumentRow(document.Path, document.ChecksumAlgorithm, document.Checksum, source.Image.Name, [.. rows.Values.Take(MaxLines)]);
    }

    private static IEnumerable<(MethodCode Method, SequencePoint Point)> Statements(DocumentCode code, FindLines request) =>
        from method in code.Methods
        from point in method.Points
        where point.StartLine >= request.From && (request.To == 0 || point.StartLine <= request.To)
        select (method, point);

    private static (string Name, string? Refusal) Owner(ModuleDocument source, MethodCode method)
    {
        var body = MetadataTokens.MethodDefinitionHandle(method.Token & 0xffffff);
        var declared = StateMachineOrigin.Of(source.Image, source.Symbols, body).Declared;
        return (SourceName.Of(source.Image, declared), Refusals.For(source.Image, declared, body, includeFramework: false));
    }

    /// <summary>Only where the user asked for a range: there, each line without a statement says where the nearest one is.</summary>
    private static void AddLinesWithoutCode(DocumentCode code, FindLines request, SortedDictionary<int, LineRow> rows)
    {
        if (request.From <= 0 || request.To < request.From)
        {
            return;
        }

        var last = (int)Math.Min(request.To, request.From + (long)MaxLines);
        for (var line = request.From; line <= last; line++)
        {
            if (!rows.ContainsKey(line))
            {
                rows[line] = new LineRow(line, line, [], "no statement starts here", code.NearestTo(line));
            }
        }
    }
}
