using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;
using SignatureKind = Plumbline.Agent.Il.SignatureKind;

namespace Plumbline.Agent.Tests.Il;

public sealed class SignatureTests
{
    [Theory]
    [MemberData(nameof(AssemblyBodies.Names), MemberType = typeof(AssemblyBodies))]
    public void Encode_EveryLocalSignatureOfAnAssembly_GivesTheSameBytes(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var count = bodies.Metadata.GetTableRowCount(TableIndex.StandAloneSig);
        for (var row = 1; row <= count; row++)
        {
            var blob = bodies.Metadata.GetBlobBytes(bodies.Metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)).Signature);
            if (blob[0] == 0x07)
            {
                LocalSignature.Parse(blob).Encode().ShouldBe(blob);
            }
        }
    }

    [Fact]
    public void Append_ToLocals_KeepsPinnedAndModifiersOfTheOthers()
    {
        byte[] blob = [0x07, 0x02, 0x45, 0x10, 0x05, 0x20, 0x05, 0x08];
        var locals = LocalSignature.Parse(blob);
        locals.Locals[0].IsPinned.ShouldBeTrue();
        locals.Locals[0].Kind.ShouldBe(SignatureKind.ByRef);
        locals.Locals[1].Kind.ShouldBe(SignatureKind.Primitive);
        locals.Append([(byte)ElementType.Object]).ShouldBe(2);
        locals.Encode().ShouldBe([0x07, 0x03, .. blob[2..], 0x1C]);
    }

    [Fact]
    public void Append_ManyLocals_EncodesTheCountInMoreBytes()
    {
        var locals = new LocalSignature();
        for (var i = 0; i < 300; i++)
        {
            locals.Append(ElementType.I8);
        }

        LocalSignature.Parse(locals.Encode()).Locals.Count.ShouldBe(300);
    }

    [Theory]
    [InlineData("08", nameof(SignatureKind.Primitive), false)]
    [InlineData("0E", nameof(SignatureKind.Reference), false)]
    [InlineData("0F01", nameof(SignatureKind.Pointer), false)]
    [InlineData("1B000001", nameof(SignatureKind.Pointer), false)]
    [InlineData("1008", nameof(SignatureKind.ByRef), false)]
    [InlineData("101300", nameof(SignatureKind.ByRef), true)]
    [InlineData("1105", nameof(SignatureKind.Value), false)]
    [InlineData("1205", nameof(SignatureKind.Reference), false)]
    [InlineData("1511050208 1E00", nameof(SignatureKind.Value), true)]
    [InlineData("151205011C", nameof(SignatureKind.Reference), false)]
    [InlineData("1D1E01", nameof(SignatureKind.Reference), true)]
    [InlineData("14080200020001", nameof(SignatureKind.Reference), false)]
    [InlineData("1301", nameof(SignatureKind.TypeVariable), true)]
    [InlineData("16", nameof(SignatureKind.TypedByRef), false)]
    [InlineData("18", nameof(SignatureKind.Primitive), false)]
    [InlineData("1F09081008", nameof(SignatureKind.Primitive), false)]
    public void Parse_AType_IsClassified(string hex, string kind, bool variables)
    {
        var type = SignatureType.Parse(Convert.FromHexString(hex.Replace(" ", "")));
        type.Kind.ToString().ShouldBe(kind);
        type.ContainsTypeVariables.ShouldBe(variables);
    }

    [Fact]
    public void Parse_MethodWithSentinel_TellsWhereTheVariableArgumentsStart()
    {
        var signature = MethodSignature.Parse([0x05, 0x02, 0x01, 0x08, 0x41, 0x0E]);
        signature.IsVarArg.ShouldBeTrue();
        signature.Sentinel.ShouldBe(1);
        signature.ReturnsVoid.ShouldBeTrue();
    }

    [Fact]
    public void Parse_GenericInstanceMethod_CountsThis()
    {
        var signature = MethodSignature.Parse([0x30, 0x02, 0x01, 0x1E, 0x01, 0x1E, 0x00]);
        signature.HasThis.ShouldBeTrue();
        signature.GenericArity.ShouldBe(2);
        signature.ArgumentCount.ShouldBe(2);
        signature.ReturnType.VariableNumber.ShouldBe(1);
    }

    [Fact]
    public void Apply_ArgumentsOfAGenericInstance_AreInThePlaceOfTheVariables()
    {
        var substitution = new SignatureSubstitution([SignatureType.Of(ElementType.I8)], [SignatureType.Of(ElementType.String)]);
        byte[] type = [0x15, 0x12, 0x05, 0x02, 0x13, 0x00, 0x1D, 0x1E, 0x00];
        substitution.Apply(SignatureType.Parse(type)).Bare.ShouldBe([0x15, 0x12, 0x05, 0x02, 0x0A, 0x1D, 0x0E]);
        Should.Throw<BadIlException>(() => substitution.Apply(SignatureType.Parse([0x13, 0x05])));
    }
}
