using Plumbline.Agent.Il;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

public sealed class HostileBytesTests
{
    private const int Seed = 20251;

    [Theory]
    [InlineData("System.Text.Json")]
    [InlineData("FSharp.Core")]
    public void Verify_BodiesWithBytesChanged_NeverThrows(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var random = new Random(Seed);
        var (refused, tried) = (0, 0);
        foreach (var (handle, bytes) in bodies.Some(1500))
        {
            var method = bodies.Signatures.Method(handle)!;
            for (var i = 0; i < 8; i++, tried++)
            {
                var mutated = (byte[])bytes.Clone();
                Mutate(mutated, random);
                refused += BodyVerifier.Verify(mutated, bodies.Signatures, method) is null ? 0 : 1;
            }
        }

        // Some changes give another valid body: a different number, a different local of the same type.
        ((double)refused / tried).ShouldBeInRange(0.9, 0.995);
    }

    [Fact]
    public void Read_BodyCutAtAnyLength_GivesBadIl()
    {
        using var bodies = AssemblyBodies.Open("System.Linq.Expressions");
        foreach (var (_, bytes) in bodies.Some(100).Where(b => b.Bytes.Length < 2000))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Should.Throw<BadIlException>(() => BodyReader.Read(bytes.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void Read_RandomBytes_GivesABodyOrBadIl()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 80)];
            random.NextBytes(bytes);
            Attempt(() => BodyReader.Read(bytes));
        }
    }

    [Fact]
    public void Parse_RandomSignatures_GivesASignatureOrBadIl()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(0, 40)];
            random.NextBytes(bytes);
            Attempt(() => SignatureType.Parse(bytes));
            bytes.AsSpan(0, Math.Min(1, bytes.Length)).Fill(0x07);
            Attempt(() => LocalSignature.Parse(bytes));
            bytes.AsSpan(0, Math.Min(1, bytes.Length)).Fill(0x20);
            Attempt(() => MethodSignature.Parse(bytes));
        }
    }

    [Fact]
    public void Parse_DeeplyNestedType_GivesBadIl()
    {
        var bytes = new byte[100_000];
        Array.Fill(bytes, (byte)ElementType.Pointer);
        Should.Throw<BadIlException>(() => SignatureType.Parse(bytes));
        Array.Fill(bytes, (byte)ElementType.FunctionPointer);
        Should.Throw<BadIlException>(() => SignatureType.Parse(bytes));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("01", "header")]
    [InlineData("02", "no code")]
    [InlineData("06FE", "two-byte opcode without its second byte")]
    [InlineData("06C7", "unknown opcode")]
    [InlineData("0A2BFF", "branch into itself")]
    [InlineData("0A2B7F", "branch past the end")]
    [InlineData("1645FFFFFFFF", "switch of four thousand million targets")]
    [InlineData("133008000200000000000000", "fat body without its code")]
    [InlineData("03200800FFFFFF7F00000000", "header of two words and a huge size")]
    [InlineData("1B300800010000000000000 02A", "more sections that are not there")]
    [InlineData("1B300800010000000000000 02A00000041FFFFFF", "section of sixteen million bytes")]
    [InlineData("1B300800010000000000000 02A00000002040000", "section of another kind")]
    public void Read_BrokenBody_GivesBadIl(string hex, string what) =>
        Should.Throw<BadIlException>(() => BodyReader.Read(Convert.FromHexString(hex.Replace(" ", ""))), what);

    [Fact]
    public void Verify_BrokenBytes_IsAViolation() =>
        BodyVerifier.Verify([0x06, 0xC7], Bodies.Tokens(), Bodies.StaticVoid)!.Kind.ShouldBe(ViolationKind.NotABody);

    private static void Mutate(byte[] bytes, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
    }

    private static void Attempt(Func<object> read)
    {
        try
        {
            read().ShouldNotBeNull();
        }
        catch (BadIlException exception)
        {
            exception.Message.ShouldNotBeEmpty();
        }
    }
}
