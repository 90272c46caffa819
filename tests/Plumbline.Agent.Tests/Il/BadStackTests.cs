using System.Reflection.Emit;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Il.Instruction;
using static Plumbline.Agent.Tests.Il.Bodies;

namespace Plumbline.Agent.Tests.Il;

public sealed class BadStackTests
{
    [Fact]
    public void A_body_that_only_returns_is_accepted() => Verdict(Bodies.Of(Ret())).ShouldBeNull();

    [Fact]
    public void A_pop_from_the_empty_stack_is_an_underflow() => Verdict(Bodies.Of(Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.Underflow);

    [Fact]
    public void A_call_without_its_arguments_is_an_underflow()
    {
        var method = typeof(Math).GetMethod(nameof(Math.Abs), [typeof(int)])!.MetadataToken;
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Call, method), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.Underflow);
        Verdict(Bodies.Of(LdcI4(1), Instruction.Of(OpCodes.Call, method), Op(OpCodes.Pop), Ret())).ShouldBeNull();
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Call, method), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.WrongType);
    }

    [Fact]
    public void Two_paths_of_different_depth_do_not_join()
    {
        var end = Ret();
        Verdict(Bodies.Of(LdArg(0), BrFalse(end), LdcI4(1), end)).ShouldBe(ViolationKind.JoinDepth);
    }

    [Fact]
    public void Two_paths_of_different_types_do_not_join()
    {
        var end = Op(OpCodes.Pop);
        var other = Op(OpCodes.Ldnull);
        Verdict(Bodies.Of(LdArg(0), BrFalse(other), LdcI4(1), Br(end), other, end, Ret())).ShouldBe(ViolationKind.JoinType);
    }

    [Fact]
    public void A_loop_that_grows_the_stack_is_found()
    {
        var start = LdcI4(1);
        Verdict(Bodies.Of(start, Br(start))).ShouldBe(ViolationKind.JoinDepth);
    }

    [Fact]
    public void A_native_int_joins_with_an_int32_and_with_a_by_ref()
    {
        var other = LdcI4(2);
        var end = Op(OpCodes.Conv_U);
        Verdict(Bodies.Of(LdArg(0), BrFalse(other), LdArga(0), Op(OpCodes.Conv_U), Br(end), other, end, Op(OpCodes.Pop), Ret())).ShouldBeNull();
    }

    [Fact]
    public void A_value_left_at_the_return_is_found() => Verdict(Bodies.Of(LdcI4(1), Ret())).ShouldBe(ViolationKind.ReturnStack);

    [Fact]
    public void A_missing_return_value_is_found()
    {
        Verdict(Bodies.Of(Ret()), StaticInt).ShouldBe(ViolationKind.Underflow);
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Ret()), StaticInt).ShouldBe(ViolationKind.WrongType);
        Verdict(Bodies.Of(LdcI4(1), Ret()), StaticInt).ShouldBeNull();
    }

    [Fact]
    public void A_number_stored_as_an_object_is_found() =>
        Verdict(Bodies.Of(LdcI4(1), StLoc(1), Ret())).ShouldBe(ViolationKind.WrongType);

    [Fact]
    public void An_int64_stored_as_an_int32_is_found() =>
        Verdict(Bodies.Of(LdcI8(1), StLoc(0), Ret())).ShouldBe(ViolationKind.WrongType);

    [Fact]
    public void A_reference_added_to_a_number_is_found() =>
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), LdcI4(1), Op(OpCodes.Add), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.WrongType);

    [Fact]
    public void One_struct_in_the_place_of_another_is_found()
    {
        var tokens = Tokens();
        var locals = new LocalSignature();
        locals.Append(BoxedType(typeof(DateTime)));
        locals.Append(BoxedType(typeof(Guid)));
        tokens.Add(LocalsToken, locals.Encode());
        BodyVerifier.Verify(Bodies.Of(LdLoc(0), StLoc(1), Ret()), tokens, StaticVoid)!.Kind.ShouldBe(ViolationKind.WrongType);
        BodyVerifier.Verify(Bodies.Of(LdLoc(0), StLoc(0), Ret()), tokens, StaticVoid).ShouldBeNull();
    }

    [Fact]
    public void A_local_or_argument_that_is_not_there_is_found()
    {
        Verdict(Bodies.Of(LdLoc(2), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadVariable);
        Verdict(Bodies.Of(LdArg(1), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadVariable);
    }

    [Fact]
    public void A_stack_deeper_than_the_header_says_is_found()
    {
        var body = Bodies.Of(LdcI4(1), LdcI4(2), Op(OpCodes.Pop), Op(OpCodes.Pop), Ret());
        body.MaxStack = 1;
        Verdict(body).ShouldBe(ViolationKind.MaxStack);
        body.MaxStack = 2;
        Verdict(body).ShouldBeNull();
    }

    [Fact]
    public void Localloc_wants_an_otherwise_empty_stack()
    {
        Verdict(Bodies.Of(LdcI4(1), LdcI4(8), Op(OpCodes.Localloc), Op(OpCodes.Pop), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.Localloc);
        Verdict(Bodies.Of(LdcI4(8), Op(OpCodes.Localloc), Op(OpCodes.Pop), Ret())).ShouldBeNull();
    }

    private static byte[] BoxedType(Type type)
    {
        var blob = new System.Reflection.Metadata.BlobBuilder();
        blob.WriteByte((byte)ElementType.ValueType);
        blob.WriteCompressedInteger((type.MetadataToken & 0xFFFFFF) << 2);
        return blob.ToArray();
    }
}
