using System.Reflection.Emit;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Weaving;

/// <summary>
/// Puts a region of our own inside every try that user code catches from, over the same instructions. Its filter runs before the
/// user's own catch is asked, sees the values as they were when it was thrown, and declines.
/// </summary>
internal static class CatchingRegions
{
    /// <param name="filter">Makes the filter's code, without its end; it starts with the exception on the stack.</param>
    /// <returns>How many regions were made.</returns>
    public static int Add(IlBody body, Func<IReadOnlyList<Instruction>> filter)
    {
        var catching = body.Clauses.Where(clause => clause.Kind is ExceptionClauseKind.Catch or ExceptionClauseKind.Filter && clause.TryEnd is not null)
            .DistinctBy(clause => (clause.TryStart, clause.TryEnd)).ToArray();
        foreach (var clause in catching)
        {
            Add(body, clause, filter());
        }

        return catching.Length;
    }

    private static void Add(IlBody body, ExceptionClause around, IReadOnlyList<Instruction> filter)
    {
        var end = around.TryEnd!;
        List<Instruction> block = [.. filter, Instruction.LdcI4(0), Instruction.Of(OpCodes.Endfilter), Instruction.Of(OpCodes.Pop), Instruction.Of(OpCodes.Rethrow)];
        var handler = block[^2];
        body.Number();
        foreach (var inner in body.Clauses.Where(clause => IsInside(clause, around)))
        {
            // What ended where the try ends still ends there: the block belongs to the try alone.
            inner.TryEnd = inner.TryEnd == end ? block[0] : inner.TryEnd;
            inner.HandlerEnd = inner.HandlerEnd == end ? block[0] : inner.HandlerEnd;
        }

        body.Instructions.InsertRange(body.IndexOf(end), block);
        body.Clauses.Insert(body.Clauses.IndexOf(around), new ExceptionClause
        {
            Kind = ExceptionClauseKind.Filter,
            TryStart = around.TryStart,
            TryEnd = block[0],
            FilterStart = block[0],
            HandlerStart = handler,
            HandlerEnd = end,
        });
    }

    /// <summary>Whether a clause, try and handler, lies in the try of another.</summary>
    private static bool IsInside(ExceptionClause clause, ExceptionClause around) =>
        clause.TryStart.Index >= around.TryStart.Index && clause.HandlerStart.Index < around.TryEnd!.Index && clause != around;
}
