using System.Reflection.Emit;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Tests.Il;

/// <summary>Bodies made by hand, and a verifier with the tokens of the core library around them.</summary>
internal static class Bodies
{
    public const int LocalsToken = 0x11FFFFFE;
    public const int VoidSignature = 0x11FFFFFD;

    /// <summary>A type of the core library that is a class.</summary>
    public static readonly int ExceptionToken = typeof(Exception).MetadataToken;

    private static readonly Lazy<AssemblyBodies> s_core = new(() => AssemblyBodies.Open("System.Private.CoreLib"));

    public static EmittedSignatures Tokens(params ElementType[] locals)
    {
        var tokens = new EmittedSignatures(s_core.Value.Signatures);
        var signature = new LocalSignature();
        foreach (var local in locals)
        {
            signature.Append(local);
        }

        tokens.Add(LocalsToken, signature.Encode());
        tokens.Add(VoidSignature, [0x00, 0x00, (byte)ElementType.Void]);
        return tokens;
    }

    /// <summary>static void M(int).</summary>
    public static MethodShape StaticVoid { get; } = new(MethodSignature.Parse([0x00, 0x01, (byte)ElementType.Void, (byte)ElementType.I4]), false);

    /// <summary>static int M().</summary>
    public static MethodShape StaticInt { get; } = new(MethodSignature.Parse([0x00, 0x00, (byte)ElementType.I4]), false);

    public static IlBody Of(params Instruction[] instructions)
    {
        var body = new IlBody { LocalSignatureToken = LocalsToken };
        body.Instructions.AddRange(instructions);
        return body;
    }

    public static IlBody WithClause(this IlBody body, ExceptionClauseKind kind, int tryStart, int tryEnd, int handlerEnd, int filterStart = -1)
    {
        body.Clauses.Add(new ExceptionClause
        {
            Kind = kind,
            TryStart = body.Instructions[tryStart],
            TryEnd = body.Instructions[tryEnd],
            HandlerStart = body.Instructions[filterStart < 0 ? tryEnd : filterStart],
            HandlerEnd = handlerEnd < body.Instructions.Count ? body.Instructions[handlerEnd] : null,
            FilterStart = filterStart < 0 ? null : body.Instructions[tryEnd],
            CatchTypeToken = kind == ExceptionClauseKind.Catch ? ExceptionToken : 0,
        });
        return body;
    }

    public static Instruction Op(OpCode opCode) => Instruction.Of(opCode);

    public static ViolationKind? Verdict(IlBody body, MethodShape? method = null, params ElementType[] locals) =>
        BodyVerifier.Verify(body, Tokens(locals.Length == 0 ? [ElementType.I4, ElementType.Object] : locals), method ?? StaticVoid)?.Kind;
}
