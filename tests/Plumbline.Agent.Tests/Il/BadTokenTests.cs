using System.Reflection.Emit;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Il.Instruction;
using static Plumbline.Agent.Tests.Il.Bodies;

namespace Plumbline.Agent.Tests.Il;

/// <summary>A bad token aborts the process that runs it, so each kind of use is tried with a token of no row, of the wrong table and of zero.</summary>
public sealed class BadTokenTests
{
    private const int MethodRow = 0x06000001;
    private const int TypeRow = 0x02000002;

    public static TheoryData<string, int> Uses
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in new[] { "call", "callvirt", "newobj", "ldftn", "jmp", "calli", "ldfld", "ldsfld", "stsfld", "ldstr" })
            {
                foreach (var token in new[] { 0, TypeRow, 0x06FFFFFF, 0x0AFFFFFF, 0x2BFFFFFF, 0x04FFFFFF, 0x11FFFF00, 0x70FFFFFF, unchecked((int)0xFF000001), -1 })
                {
                    data.Add(name, token);
                }
            }

            foreach (var name in new[] { "newarr", "box", "unbox.any", "castclass", "isinst", "ldobj", "sizeof", "initobj", "ldtoken", "ldelema", "mkrefany" })
            {
                foreach (var token in new[] { 0, 0x02FFFFFF, 0x01FFFFFF, 0x1BFFFFFF, 0x06FFFFFF, 0x70000001, -1 })
                {
                    data.Add(name, token);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void Verify_TokenOfNothing_IsRefused(string name, int token)
    {
        var opCode = (OpCode)typeof(OpCodes).GetFields().Select(f => f.GetValue(null)!).Single(o => ((OpCode)o).Name == name);
        Instruction[] operands = name switch
        {
            "callvirt" or "ldfld" or "unbox.any" or "castclass" or "isinst" => [Op(OpCodes.Ldnull)],
            "stsfld" or "newarr" or "box" => [LdcI4(1)],
            "ldobj" or "initobj" or "mkrefany" or "calli" => [LdArga(0), Op(OpCodes.Conv_U)],
            "ldelema" => [Op(OpCodes.Ldnull), LdcI4(0)],
            _ => [],
        };

        Verdict(Bodies.Of([.. operands, Instruction.Of(opCode, token), Ret()])).ShouldBe(ViolationKind.BadToken);
    }

    [Fact]
    public void Verify_MethodTokenWhereATypeIsNeeded_IsRefused() =>
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Castclass, MethodRow), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);

    [Fact]
    public void Verify_CaughtTypeOfNoRow_IsRefused()
    {
        var end = Ret();
        var body = Bodies.Of(Leave(end), Op(OpCodes.Pop), Leave(end), end);
        body.Clauses.Add(new ExceptionClause
        {
            Kind = ExceptionClauseKind.Catch,
            TryStart = body.Instructions[0],
            TryEnd = body.Instructions[1],
            HandlerStart = body.Instructions[1],
            HandlerEnd = body.Instructions[3],
            CatchTypeToken = 0x01FFFFFF,
        });
        Verdict(body).ShouldBe(ViolationKind.BadToken);
    }

    [Fact]
    public void Verify_LocalsTokenOfNoRow_IsRefused()
    {
        var body = Bodies.Of(Ret());
        body.LocalSignatureToken = 0x11FFFF00;
        Verdict(body).ShouldBe(ViolationKind.BadToken);
    }

    [Fact]
    public void Verify_CalliOfASignatureOfLocals_IsRefused() =>
        Verdict(Bodies.Of(LdcI8(1), Calli(LocalsToken), Ret())).ShouldBe(ViolationKind.BadToken);

    [Fact]
    public void Verify_CalliOfAnEmittedSignature_IsAccepted() => Verdict(Bodies.Of(LdcI8(1), Calli(VoidSignature), Ret())).ShouldBeNull();
}
