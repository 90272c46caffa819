using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Ledger;

/// <summary>What a verb does that lists records of the ledger, newest first.</summary>
/// <typeparam name="TRow">As they are stored.</typeparam>
/// <typeparam name="TLine">As they are shown.</typeparam>
internal sealed record LedgerList<TRow, TLine>
    where TLine : JsonLine
{
    /// <summary>One of them.</summary>
    public required string What { get; init; }

    /// <summary>By service, moment in Unix microseconds, and how many at most.</summary>
    public required Func<JudgedReader, string?, long?, int, IReadOnlyList<TRow>> Find { get; init; }

    public required Func<JudgedReader, TRow, TLine> Line { get; init; }

    public required Func<IReadOnlyList<TLine>, IEnumerable<string>> Table { get; init; }

    /// <summary>When it was, in Unix microseconds.</summary>
    public required Func<TRow, long?> At { get; init; }

    public async Task<ExitCode> RunAsync(VerbContext context, LedgerOptions options)
    {
        options.Check(context);
        using var ledger = await OpenLedger.FindAsync(context).ConfigureAwait(false);
        if (ledger is null)
        {
            return ExitCode.Ok;
        }

        var (service, since, limit) = options.Read(context, new FactsReader(ledger).Until() ?? DateTimeOffset.UtcNow);
        using var reader = new JudgedReader(ledger);
        var found = Find(reader, service, since, limit == int.MaxValue ? limit : limit + 1);
        var lines = found.Take(limit).Select(row => Line(reader, row)).ToList();
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
            return ExitCode.Ok;
        }

        foreach (var line in lines.Count > 0 ? Table(lines) : [])
        {
            context.Terminal.Out.WriteLine(line);
        }

        context.Tell(options.Below(context, What, lines.Count, found.Count > limit, () => Find(reader, service, null, 1) is [var last] ? At(last) : null));
        return ExitCode.Ok;
    }
}
