using System.Reflection.Emit;
using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

public sealed class InsertionTests
{
    private const int ThunkSignature = 0x11FFFFFF;
    private const int LocalsToken = 0x11FFFFFE;

    [Theory]
    [MemberData(nameof(AssemblyBodies.Names), MemberType = typeof(AssemblyBodies))]
    public void Insert_ProbeBeforeEveryInstruction_IsAcceptedAndMapped(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var tokens = new EmittedSignatures(bodies.Signatures);
        tokens.Add(ThunkSignature, [0x00, 0x00, (byte)ElementType.Void]);
        foreach (var (handle, bytes) in bodies.Some(700))
        {
            var body = BodyReader.Read(bytes);
            body.DropTailCalls();
            var originals = body.Instructions.ToArray();
            body.Insert([.. originals.Select(i => new Insertion(i, Probe(i)))]);
            Accept(body, tokens, bodies, handle);
        }
    }

    [Theory]
    [MemberData(nameof(AssemblyBodies.Names), MemberType = typeof(AssemblyBodies))]
    public void Wrap_BodiesOfAnAssembly_IsAcceptedAndMapped(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var tokens = new EmittedSignatures(bodies.Signatures);
        tokens.Add(ThunkSignature, [0x00, 0x00, (byte)ElementType.Void]);
        foreach (var (handle, bytes) in bodies.Some(700))
        {
            var body = BodyReader.Read(bytes);
            if (BodyWrap.Refusal(body) is null)
            {
                Wrap(body, tokens, bodies.Signatures.Method(handle)!);
                body.InsertBefore(body.Instructions[0], Probe(body.Instructions[0]), Takeover.None);
                Accept(body, tokens, bodies, handle);
            }
        }
    }

    private static void Wrap(IlBody body, EmittedSignatures tokens, MethodShape method)
    {
        var locals = body.LocalSignatureToken == 0 ? new LocalSignature() : tokens.Locals(body.LocalSignatureToken)!;
        var result = method.Signature.ReturnsVoid ? -1 : locals.Append(method.Signature.ReturnType.Bare);
        tokens.Add(LocalsToken, locals.Encode());
        body.LocalSignatureToken = LocalsToken;
        var ret = Instruction.Ret();
        new BodyWrap
        {
            ReturnLocal = result,
            Filter = [Instruction.Of(OpCodes.Pop), Instruction.LdcI4(0), Instruction.Of(OpCodes.Endfilter)],
            Handler = [Instruction.Of(OpCodes.Pop), Instruction.Of(OpCodes.Rethrow)],
            After = result < 0 ? [ret] : [Instruction.LdLoc(result), ret],
        }.Apply(body);
    }

    private static Instruction[] Probe(Instruction skip) =>
    [
        Instruction.LdcI8(0x7F00_0000_1234),
        Instruction.Of(OpCodes.Conv_U),
        Instruction.Of(OpCodes.Volatile),
        Instruction.Of(OpCodes.Ldind_U1),
        Instruction.BrFalse(skip),
        Instruction.LdcI8(0x7F00_0000_5678),
        Instruction.Calli(ThunkSignature),
    ];

    private static void Accept(IlBody body, ITokenSignatures tokens, AssemblyBodies bodies, MethodDefinitionHandle handle)
    {
        var method = bodies.Signatures.Method(handle)!;
        var walk = StackWalk.Run(body, tokens, method);
        walk.Violation.ShouldBeNull(bodies.NameOf(handle));
        body.MaxStack = Math.Max(walk.MaxStack, body.MaxStack);
        var written = BodyWriter.Write(body);
        BodyVerifier.Verify(written.Bytes, tokens, method).ShouldBeNull(bodies.NameOf(handle));
        MapDifference(body, written).ShouldBeNull(bodies.NameOf(handle));
    }

    private static string? MapDifference(IlBody body, WrittenBody written)
    {
        var again = BodyReader.Read(written.Bytes).Instructions;
        var last = written.CodeMap.GroupBy(e => e.OldOffset).ToDictionary(g => g.Key, g => g.Last().NewOffset);
        for (var i = 0; i < body.Instructions.Count; i++)
        {
            var instruction = body.Instructions[i];
            if (!instruction.IsInserted && (!last.TryGetValue(instruction.Offset, out var mapped) || mapped != again[i].Offset))
            {
                return $"{instruction} is at {again[i].Offset}";
            }
        }

        var map = written.CodeMap;
        return map.Zip(map.Skip(1)).All(p => p.First.OldOffset <= p.Second.OldOffset && p.First.NewOffset < p.Second.NewOffset) ? null : "order";
    }
}
