using Plumbline.Ledger.Facts;
using Plumbline.Store.Ledger.Rows;

namespace Plumbline.Store.Ledger;

/// <summary>Writes what a report counts.</summary>
internal static class FactsWrite
{
    private const int InBlock = 4096;

    public static void Write(JudgementTables tables, LedgerFacts facts, string digest, DateTimeOffset now)
    {
        Pack(tables, FactBlocks.Changes, facts.Changes, FactBlocks.Write, one => one.Shipped);
        Pack(tables, FactBlocks.Deployments, facts.Deployments, FactBlocks.Write, one => one.At);
        Pack(tables, FactBlocks.Incidents, facts.Incidents, FactBlocks.Write, one => one.Detected);
        Pack(tables, FactBlocks.Work, facts.Hours, FactBlocks.Write, _ => DateTimeOffset.MaxValue);
        tables.Add(new JudgementRow { Id = 1, Digest = digest, At = LedgerTime.Of(now), Until = LedgerTime.Of(facts.Until), Known = facts.Deployed.Of, Deployed = facts.Deployed.All });
    }

    private static void Pack<T>(JudgementTables tables, int kind, IReadOnlyList<T> all, Action<BinaryWriter, T, Func<string, int>> write, Func<T, DateTimeOffset> time)
    {
        using var body = new MemoryStream();
        using var to = new BinaryWriter(body);
        var number = 0;
        foreach (var block in all.Chunk(InBlock))
        {
            body.SetLength(0);
            to.Write(block.Length);
            foreach (var one in block)
            {
                write(to, one, tables.NameOf);
            }

            to.Flush();
            tables.Add(new FactBlockRow { Kind = kind, Number = ++number, Last = LedgerTime.Of(block.Max(time)), Body = body.ToArray() });
        }
    }
}
