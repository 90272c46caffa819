using System.Reflection.Emit;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Il.Instruction;
using static Plumbline.Agent.Tests.Il.Bodies;

namespace Plumbline.Agent.Tests.Il;

public sealed class IlBodyTests
{
    // 0 nop; 1 ldarg.0; 2 brtrue.s 1; 4 nop; 5 ret
    private static readonly byte[] s_loop = [0x02 | (6 << 2), 0x00, 0x02, 0x2D, 0xFD, 0x00, 0x2A];

    [Fact]
    public void InsertBefore_WithBranches_PutsTheBlockIntoTheLoop()
    {
        var body = BodyReader.Read(s_loop);
        var block = Nop();
        body.InsertBefore(body.At(1)!, [block]);
        body.At(2)!.Target.ShouldBeSameAs(block);
        body.Instructions.IndexOf(block).ShouldBe(1);
    }

    [Fact]
    public void InsertBefore_WithoutBranches_RunsTheBlockOnce()
    {
        var body = BodyReader.Read(s_loop);
        body.InsertBefore(body.At(1)!, [Nop()], Takeover.None);
        body.At(2)!.Target.ShouldBeSameAs(body.At(1));
    }

    [Fact]
    public void Insert_TwoBlocksAtOnePlace_LetsTheFirstSkipToTheSecond()
    {
        var body = BodyReader.Read(s_loop);
        var place = body.At(1)!;
        Instruction[] first = [LdArg(0), BrFalse(place)];
        Instruction[] second = [LdArg(0), BrFalse(place)];
        body.Insert([new Insertion(place, first), new Insertion(place, second)]);
        first[1].Target.ShouldBeSameAs(second[0]);
        second[1].Target.ShouldBeSameAs(place);
        body.At(2)!.Target.ShouldBeSameAs(first[0]);
    }

    [Fact]
    public void Insert_OnePassAndOneAfterTheOther_GiveTheSame()
    {
        var (a, b) = (BodyReader.Read(s_loop), BodyReader.Read(s_loop));
        a.Insert([new Insertion(a.At(1)!, [LdArg(0), BrFalse(a.At(1)!)]), new Insertion(a.At(1)!, [Nop()]), new Insertion(a.At(5)!, [Nop()])]);
        b.InsertBefore(b.At(1)!, [LdArg(0), BrFalse(b.At(1)!)]);
        b.InsertBefore(b.At(1)!, [Nop()]);
        b.InsertBefore(b.At(5)!, [Nop()]);
        BodyWriter.Write(a).Bytes.ShouldBe(BodyWriter.Write(b).Bytes);
    }

    [Fact]
    public void InsertBefore_APrefixedInstruction_GoesBeforeThePrefix()
    {
        var load = Op(OpCodes.Ldind_I4);
        var body = Bodies.Of(LdArga(0), Op(OpCodes.Volatile), load, Op(OpCodes.Pop), Ret());
        body.InsertBefore(load, [Nop()]);
        body.Instructions[1].Code.ShouldBe(ILOpCode.Nop);
        Verdict(body).ShouldBeNull();
    }

    [Fact]
    public void InsertBefore_AtTheEdgesOfATry_StaysInsideOrOutsideAsTold()
    {
        foreach (var takeover in new[] { Takeover.All, Takeover.None })
        {
            var end = Ret();
            var body = Bodies.Of(Nop(), Leave(end), Op(OpCodes.Pop), Leave(end), end).WithClause(ExceptionClauseKind.Catch, 0, 2, 4);
            var start = body.Instructions[0];
            var block = Nop();
            body.InsertBefore(start, [block], takeover);
            body.Clauses[0].TryStart.ShouldBeSameAs(takeover == Takeover.All ? block : start);
            Verdict(body).ShouldBeNull();
        }
    }

    [Fact]
    public void Append_AfterAHandlerThatEndsTheBody_LeavesItOutside()
    {
        var start = Nop();
        var body = Bodies.Of(start, Br(start), Op(OpCodes.Pop), Op(OpCodes.Rethrow)).WithClause(ExceptionClauseKind.Catch, 0, 2, 4);
        body.Append([Ret()]);
        body.Clauses[0].HandlerEnd.ShouldBeSameAs(body.Instructions[^1]);
        Verdict(body).ShouldBeNull();
    }

    [Fact]
    public void Write_InsertedBlock_IsMappedToTheInstructionBehindIt()
    {
        var body = BodyReader.Read(s_loop);
        body.InsertBefore(body.At(0)!, [Nop(), Nop()], Takeover.None);
        body.InsertBefore(body.At(5)!, [Nop()]);
        BodyWriter.Write(body).CodeMap.ShouldBe(
        [
            new(0, 0), new(0, 2), new(1, 3), new(2, 4), new(4, 6), new(5, 7), new(5, 8),
        ]);
    }

    [Fact]
    public void Write_InstructionPutAfter_IsMappedToTheOneBefore()
    {
        var body = BodyReader.Read(s_loop);
        body.InsertAfter(body.At(4)!, [Nop()]);
        BodyWriter.Write(body).CodeMap.ShouldBe([new(0, 0), new(1, 1), new(2, 2), new(4, 4), new(5, 6)]);
    }

    [Theory]
    [InlineData(126, 1)]
    [InlineData(128, 4)]
    public void Write_BranchOverABlock_IsLongOnlyWhenItMustBe(int nops, int operandSize)
    {
        var body = BodyReader.Read([0x02 | (4 << 2), 0x02, 0x2C, 0x00, 0x2A]);
        body.InsertBefore(body.At(3)!, [.. Enumerable.Range(0, nops).Select(_ => Nop())], Takeover.None);
        var again = BodyReader.Read(BodyWriter.Write(body).Bytes);
        again.Instructions[2].Offset.ShouldBe(1 + 1 + operandSize);
        again.Instructions[1].Target.ShouldBeSameAs(again.Instructions[^1]);
    }

    [Fact]
    public void Write_BackwardBranchOverAGrownLoop_IsLong()
    {
        var body = BodyReader.Read(s_loop);
        body.InsertBefore(body.At(2)!, [.. Enumerable.Range(0, 200).Select(_ => Nop())]);
        var again = BodyReader.Read(BodyWriter.Write(body).Bytes);
        again.Instructions.Single(i => i.IsBranch).Code.ShouldBe(ILOpCode.Brtrue);
        again.Instructions.Single(i => i.IsBranch).Target.ShouldBeSameAs(again.Instructions[1]);
    }

    [Fact]
    public void Write_ManyOrLongClauses_TakesTheFatSection()
    {
        var end = Ret();
        var body = Bodies.Of([.. Enumerable.Range(0, 300).Select(_ => Nop()), Leave(end), Op(OpCodes.Pop), Leave(end), end]);
        body.WithClause(ExceptionClauseKind.Catch, 0, 301, 303);
        var written = BodyWriter.Write(body);
        BodyReader.Read(written.Bytes).Clauses[0].TryStart.Offset.ShouldBe(0);
        written.Bytes[(12 + written.CodeMap.Length + 304 + 3 + 3) & ~3].ShouldBeOneOf((byte)0x41, (byte)0);
        Verdict(body).ShouldBeNull();
    }

    [Fact]
    public void Write_InstructionThatIsReferredToButGone_GivesBadIl()
    {
        var body = Bodies.Of(Br(Nop()), Ret());
        Should.Throw<BadIlException>(() => BodyWriter.Write(body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65533)]
    public void Makers_OfVariables_KeepTheIndex(int index)
    {
        var body = Bodies.Of(LdLoc(index), StLoc(index), LdLoca(index), LdArg(index), LdArga(index), StArg(index), Ret());
        var again = BodyReader.Read(BodyWriter.Write(body).Bytes).Instructions;
        again.Take(3).ShouldAllBe(i => i.LocalIndex == index && i.ArgumentIndex == -1);
        again.Skip(3).Take(3).ShouldAllBe(i => i.ArgumentIndex == index && i.LocalIndex == -1);
    }

    [Fact]
    public void Wrap_EveryReturn_LeavesWithItsValue()
    {
        // ldarg.0; brtrue.s L; ldc.i4.1; ret; L: ldc.i4.2; ret
        var body = BodyReader.Read([0x02 | (7 << 2), 0x02, 0x2D, 0x02, 0x17, 0x2A, 0x18, 0x2A]);
        body.LocalSignatureToken = LocalsToken;
        var wrap = new BodyWrap
        {
            ReturnLocal = 0,
            Filter = [Op(OpCodes.Pop), LdcI4(0), Op(OpCodes.Endfilter)],
            Handler = [Op(OpCodes.Pop), Op(OpCodes.Rethrow)],
            After = [LdLoc(0), Ret()],
        };
        wrap.Apply(body);
        body.Instructions.Count(i => i.Code == ILOpCode.Ret).ShouldBe(1);
        body.At(4)!.Code.ShouldBe(ILOpCode.Stloc_0);
        Verdict(body, new MethodShape(MethodSignature.Parse([0, 1, 8, 8]), false)).ShouldBeNull();
    }
}
