using System.Reflection;
using System.Reflection.Emit;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Il.Instruction;
using static Plumbline.Agent.Tests.Il.Bodies;

namespace Plumbline.Agent.Tests.Il;

/// <summary>What the runtime refuses, or crashes on, although the stack is right. Found by having it compile changed bodies.</summary>
public sealed class BadCallTests
{
    private static readonly int s_abstract = typeof(Stream).GetMethod(nameof(Stream.Flush))!.MetadataToken;
    private static readonly int s_static = typeof(GC).GetMethod(nameof(GC.KeepAlive))!.MetadataToken;

    [Fact]
    public void An_abstract_method_is_only_called_virtually()
    {
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Call, s_abstract), Ret())).ShouldBe(ViolationKind.BadToken);
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Callvirt, s_abstract), Ret())).ShouldBeNull();
    }

    [Fact]
    public void The_address_of_an_abstract_method_is_refused() =>
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Ldftn, s_abstract), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);

    [Fact]
    public void A_static_method_is_not_called_virtually() =>
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Callvirt, s_static), Ret())).ShouldBe(ViolationKind.BadToken);

    [Fact]
    public void A_method_that_is_no_constructor_makes_no_object() =>
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Newobj, s_static), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);

    [Fact]
    public void A_generic_method_or_type_says_its_arguments()
    {
        var method = typeof(Array).GetMethods().First(m => m is { Name: nameof(Array.Empty), IsGenericMethod: true }).MetadataToken;
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Call, method), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);
        var type = typeof(List<>).MetadataToken;
        Verdict(Bodies.Of(Op(OpCodes.Ldnull), Instruction.Of(OpCodes.Castclass, type), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Ldtoken, type), Op(OpCodes.Pop), Ret())).ShouldBeNull();
    }

    [Fact]
    public void A_type_variable_that_the_method_does_not_have_is_refused()
    {
        var tokens = Tokens();
        var locals = new LocalSignature();
        locals.Append([(byte)ElementType.TypeVariable, 0]);
        tokens.Add(LocalsToken, locals.Encode());
        var method = StaticVoid;
        BodyVerifier.Verify(Bodies.Of(Ret()), tokens, method)!.Kind.ShouldBe(ViolationKind.BadToken);
        BodyVerifier.Verify(Bodies.Of(Ret()), tokens, method with { TypeArity = 1 }).ShouldBeNull();
    }

    [Fact]
    public void A_constant_is_no_field_at_run_time()
    {
        var constant = typeof(int).GetField(nameof(int.MaxValue), BindingFlags.Public | BindingFlags.Static)!.MetadataToken;
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Ldsfld, constant), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadToken);
    }

    [Fact]
    public void A_local_that_is_not_there_is_found_in_dead_code() =>
        Verdict(Bodies.Of(Ret(), LdLoca(9), Op(OpCodes.Pop), Ret())).ShouldBe(ViolationKind.BadVariable);

    [Fact]
    public void A_tail_call_leaves_nothing_on_the_stack()
    {
        Verdict(Bodies.Of(LdcI4(1), LdcI8(1), Op(OpCodes.Tailcall), Calli(VoidSignature), Ret()), StaticInt).ShouldBe(ViolationKind.BadPrefix);
        Verdict(Bodies.Of(LdcI4(1), LdcI8(1), Calli(VoidSignature), Ret()), StaticInt).ShouldBeNull();
    }

    [Fact]
    public void A_jump_goes_to_a_method_of_the_same_signature() =>
        Verdict(Bodies.Of(Instruction.Of(OpCodes.Jmp, s_static))).ShouldBe(ViolationKind.Jump);
}
