using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>
/// Puts a whole body into one outermost try region. Its `ret`s become `stloc; leave`, so that every way out without an exception
/// comes to <see cref="After"/>.
/// </summary>
internal sealed class BodyWrap
{
    /// <summary>Local that takes the returned value; -1 for a method that returns nothing.</summary>
    public int ReturnLocal { get; init; } = -1;

    /// <summary>Starts with the exception on the stack, ends with `endfilter`. Empty for a catch, finally or fault handler.</summary>
    public IReadOnlyList<Instruction> Filter { get; init; } = [];

    /// <summary>Ends with `leave`, `rethrow` or `endfinally`.</summary>
    public required IReadOnlyList<Instruction> Handler { get; init; }

    /// <summary>First instruction of the region; the first of the body where it is null.</summary>
    public Instruction? First { get; init; }

    /// <summary>
    /// What runs after a return; ends with `ret`. It finds the value in <see cref="ReturnLocal"/>, not on the stack. Empty for a body that
    /// never returns.
    /// </summary>
    public required IReadOnlyList<Instruction> After { get; init; }

    public ExceptionClauseKind Kind { get; init; } = ExceptionClauseKind.Filter;

    public int CatchTypeToken { get; init; }

    /// <summary>Why a body can't be wrapped, or null.</summary>
    public static string? Refusal(IlBody body) =>
        body.Instructions.Exists(i => i.Code == ILOpCode.Jmp) ? "the method ends with a jmp, which may not stand in a protected region" : null;

    /// <remarks>Insert what must run before the region afterwards, before the first instruction, with <see cref="Takeover.None"/>.</remarks>
    public void Apply(IlBody body)
    {
        if (Refusal(body) is { } refusal)
        {
            throw new BadIlException(refusal);
        }

        // A tail call may not stand in a protected region.
        body.DropTailCalls();
        var first = First ?? body.Instructions[0];
        ReplaceReturns(body);
        if (Filter.Count > 0)
        {
            body.Append(Filter);
        }

        body.Append(Handler);
        body.Append(After);
        body.Clauses.Add(new ExceptionClause
        {
            Kind = Kind,
            TryStart = first,
            TryEnd = Filter.Count > 0 ? Filter[0] : Handler[0],
            FilterStart = Filter.Count > 0 ? Filter[0] : null,
            HandlerStart = Handler[0],
            HandlerEnd = After.Count > 0 ? After[0] : null,
            CatchTypeToken = CatchTypeToken,
        });
    }

    private void ReplaceReturns(IlBody body)
    {
        var old = body.Instructions.ToArray();
        body.Instructions.Clear();
        foreach (var instruction in old)
        {
            body.Instructions.Add(instruction);
            if (instruction.Code == ILOpCode.Ret)
            {
                ReplaceReturn(body, instruction);
            }
        }
    }

    private void ReplaceReturn(IlBody body, Instruction ret)
    {
        var leave = Instruction.Branch(OpCodes.Leave_S, After[0]);
        if (ReturnLocal < 0)
        {
            ret.Become(leave);
            return;
        }

        ret.Become(Instruction.StLoc(ReturnLocal));
        leave.MapsToPrevious = true;
        body.Instructions.Add(leave);
    }
}
