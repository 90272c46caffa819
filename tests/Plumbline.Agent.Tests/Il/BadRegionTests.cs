using System.Reflection.Emit;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Il.Instruction;
using static Plumbline.Agent.Tests.Il.Bodies;

namespace Plumbline.Agent.Tests.Il;

public sealed class BadRegionTests
{
    private readonly Instruction _end = Ret();

    [Fact]
    public void A_plain_try_catch_is_accepted() => Verdict(TryCatch([Leave(_end)], [Op(OpCodes.Pop), Leave(_end)])).ShouldBeNull();

    [Fact]
    public void Falling_out_of_a_try_is_found() =>
        Verdict(TryCatch([Nop()], [Op(OpCodes.Pop), Leave(_end)])).ShouldBe(ViolationKind.BranchIntoRegion);

    [Fact]
    public void Falling_out_of_a_handler_is_found() =>
        Verdict(TryCatch([Leave(_end)], [Op(OpCodes.Pop), Nop()])).ShouldBe(ViolationKind.BranchOutOfRegion);

    [Fact]
    public void A_branch_out_of_a_try_is_found() =>
        Verdict(TryCatch([Br(_end)], [Op(OpCodes.Pop), Leave(_end)])).ShouldBe(ViolationKind.BranchOutOfRegion);

    [Fact]
    public void A_branch_into_the_middle_of_a_try_is_found()
    {
        var middle = Leave(_end);
        var body = Bodies.Of(LdArg(0), BrTrue(middle), Nop(), middle, Op(OpCodes.Pop), Leave(_end), _end);
        Verdict(body.WithClause(ExceptionClauseKind.Catch, 2, 4, 6)).ShouldBe(ViolationKind.BranchIntoRegion);
    }

    [Fact]
    public void A_branch_to_the_start_of_a_try_is_accepted()
    {
        var start = Nop();
        var body = Bodies.Of(LdArg(0), BrTrue(start), start, Leave(_end), Op(OpCodes.Pop), Leave(_end), _end);
        Verdict(body.WithClause(ExceptionClauseKind.Catch, 2, 4, 6)).ShouldBeNull();
    }

    [Fact]
    public void A_branch_into_a_handler_is_found()
    {
        var pop = Op(OpCodes.Pop);
        var body = Bodies.Of(LdcI4(1), Br(pop), Leave(_end), pop, Leave(_end), _end);
        Verdict(body.WithClause(ExceptionClauseKind.Catch, 2, 3, 5)).ShouldBe(ViolationKind.BranchIntoRegion);
    }

    [Fact]
    public void A_return_in_a_try_is_found() =>
        Verdict(TryCatch([Ret()], [Op(OpCodes.Pop), Leave(_end)])).ShouldBe(ViolationKind.ReturnInRegion);

    [Fact]
    public void A_leave_out_of_a_finally_is_found() =>
        Verdict(Try(ExceptionClauseKind.Finally, [Leave(_end)], [Leave(_end)])).ShouldBe(ViolationKind.BranchOutOfRegion);

    [Fact]
    public void Endfinally_outside_a_finally_is_found()
    {
        Verdict(Bodies.Of(Op(OpCodes.Endfinally))).ShouldBe(ViolationKind.Endfinally);
        Verdict(TryCatch([Leave(_end)], [Op(OpCodes.Pop), Op(OpCodes.Endfinally)])).ShouldBe(ViolationKind.Endfinally);
        Verdict(Try(ExceptionClauseKind.Finally, [Leave(_end)], [Op(OpCodes.Endfinally)])).ShouldBeNull();
    }

    [Fact]
    public void Rethrow_outside_a_catch_is_found()
    {
        Verdict(Bodies.Of(Op(OpCodes.Rethrow))).ShouldBe(ViolationKind.Rethrow);
        Verdict(Try(ExceptionClauseKind.Finally, [Leave(_end)], [Op(OpCodes.Rethrow)])).ShouldBe(ViolationKind.Rethrow);
        Verdict(TryCatch([Leave(_end)], [Op(OpCodes.Pop), Op(OpCodes.Rethrow)])).ShouldBeNull();
    }

    [Fact]
    public void Localloc_in_a_handler_is_found() =>
        Verdict(TryCatch([Leave(_end)], [Op(OpCodes.Pop), LdcI4(8), Op(OpCodes.Localloc), Op(OpCodes.Pop), Leave(_end)])).ShouldBe(ViolationKind.Localloc);

    [Fact]
    public void A_filter_ends_with_endfilter_and_nowhere_else()
    {
        Verdict(Filter(Op(OpCodes.Pop), LdcI4(1), Op(OpCodes.Endfilter))).ShouldBeNull();
        Verdict(Filter(Op(OpCodes.Pop), LdcI4(1), Op(OpCodes.Endfilter), Nop())).ShouldBe(ViolationKind.Endfilter);
        Verdict(Filter(Op(OpCodes.Pop), LdcI4(1), Op(OpCodes.Pop))).ShouldBe(ViolationKind.BranchIntoRegion);
        Verdict(Filter(Op(OpCodes.Pop), Op(OpCodes.Ldnull), Op(OpCodes.Endfilter))).ShouldBe(ViolationKind.WrongType);
        Verdict(Filter(LdcI4(1), Op(OpCodes.Endfilter))).ShouldBe(ViolationKind.Endfilter);
    }

    [Fact]
    public void A_try_entered_with_a_value_on_the_stack_is_found()
    {
        var body = Bodies.Of(LdcI4(1), Leave(_end), Op(OpCodes.Pop), Leave(_end), _end);
        Verdict(body.WithClause(ExceptionClauseKind.Catch, 1, 2, 4)).ShouldBe(ViolationKind.TryStack);
    }

    [Fact]
    public void Running_off_the_end_is_found() => Verdict(Bodies.Of(Nop())).ShouldBe(ViolationKind.FallThrough);

    [Fact]
    public void Regions_that_overlap_are_found()
    {
        var body = Bodies.Of(Nop(), Nop(), Leave(_end), Op(OpCodes.Pop), Leave(_end), Op(OpCodes.Pop), Leave(_end), _end)
            .WithClause(ExceptionClauseKind.Catch, 1, 3, 5);
        body.Clauses.Add(Clause(body, 0, 2, 5, 7));
        Verdict(body).ShouldBe(ViolationKind.ClauseNesting);
    }

    [Fact]
    public void An_outer_clause_before_an_inner_one_is_found()
    {
        var body = Bodies.Of(Nop(), Leave(_end), Op(OpCodes.Pop), Leave(_end), Op(OpCodes.Pop), Leave(_end), _end);
        body.WithClause(ExceptionClauseKind.Catch, 0, 4, 6).WithClause(ExceptionClauseKind.Catch, 1, 2, 4);
        Verdict(body).ShouldBe(ViolationKind.ClauseOrder);
        body.Clauses.Reverse();
        Verdict(body).ShouldBeNull();
    }

    [Fact]
    public void An_empty_try_is_found()
    {
        var body = Bodies.Of(Leave(_end), Op(OpCodes.Pop), Leave(_end), _end);
        body.Clauses.Add(Clause(body, 0, 0, 1, 3));
        Verdict(body).ShouldBe(ViolationKind.ClauseRange);
    }

    [Fact]
    public void A_branch_or_clause_to_an_instruction_elsewhere_is_found()
    {
        Verdict(Bodies.Of(Br(Nop()), Ret())).ShouldBe(ViolationKind.ForeignInstruction);
        var body = TryCatch([Leave(_end)], [Op(OpCodes.Pop), Leave(_end)]);
        body.Clauses[0].TryStart = Nop();
        Verdict(body).ShouldBe(ViolationKind.ClauseRange);
    }

    [Fact]
    public void An_instruction_that_stands_in_the_body_twice_is_found()
    {
        var nop = Nop();
        Verdict(Bodies.Of(nop, nop, Ret())).ShouldBe(ViolationKind.ForeignInstruction);
    }

    [Fact]
    public void Prefixes_stand_before_what_they_are_for()
    {
        Verdict(Bodies.Of(Op(OpCodes.Volatile), Ret())).ShouldBe(ViolationKind.BadPrefix);
        Verdict(Bodies.Of(Op(OpCodes.Tailcall), Ret())).ShouldBe(ViolationKind.BadPrefix);
        Verdict(Bodies.Of(LdcI8(1), Op(OpCodes.Tailcall), Calli(VoidSignature), Nop(), Ret())).ShouldBe(ViolationKind.BadPrefix);
        Verdict(Bodies.Of(LdcI8(1), Op(OpCodes.Tailcall), Calli(VoidSignature), Ret())).ShouldBeNull();
    }

    [Fact]
    public void A_branch_between_a_prefix_and_its_instruction_is_found()
    {
        var load = Op(OpCodes.Ldind_I4);
        var body = Bodies.Of(LdArga(0), LdArg(0), BrFalse(load), Op(OpCodes.Volatile), load, Op(OpCodes.Pop), Ret());
        Verdict(body).ShouldBe(ViolationKind.BranchIntoPrefix);
    }

    private static ExceptionClause Clause(IlBody body, int tryStart, int tryEnd, int handlerStart, int handlerEnd) => new()
    {
        Kind = ExceptionClauseKind.Catch,
        TryStart = body.Instructions[tryStart],
        TryEnd = body.Instructions[tryEnd],
        HandlerStart = body.Instructions[handlerStart],
        HandlerEnd = body.Instructions[handlerEnd],
        CatchTypeToken = ExceptionToken,
    };

    private IlBody TryCatch(Instruction[] guarded, Instruction[] handler) => Try(ExceptionClauseKind.Catch, guarded, handler);

    private IlBody Try(ExceptionClauseKind kind, Instruction[] guarded, Instruction[] handler) =>
        Bodies.Of([.. guarded, .. handler, _end]).WithClause(kind, 0, guarded.Length, guarded.Length + handler.Length);

    private IlBody Filter(params Instruction[] filter)
    {
        Instruction[] handler = [Op(OpCodes.Pop), Leave(_end)];
        return Bodies.Of([Leave(_end), .. filter, .. handler, _end])
            .WithClause(ExceptionClauseKind.Filter, 0, 1, 1 + filter.Length + handler.Length, 1 + filter.Length);
    }
}
