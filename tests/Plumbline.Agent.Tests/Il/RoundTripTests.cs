using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

public sealed class RoundTripTests
{
    [Theory]
    [MemberData(nameof(AssemblyBodies.Names), MemberType = typeof(AssemblyBodies))]
    public void Write_EveryBodyOfAnAssembly_ReadsAsTheSame(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var count = 0;
        foreach (var (method, bytes) in bodies.All())
        {
            var original = BodyReader.Read(bytes, out var size);
            size.ShouldBe(bytes.Length, bodies.NameOf(method));
            var written = BodyWriter.Write(original);
            var again = BodyReader.Read(written.Bytes);
            Difference(original, again).ShouldBeNull(bodies.NameOf(method));
            count++;
        }

        count.ShouldBeGreaterThan(500);
    }

    private static string? Difference(IlBody a, IlBody b)
    {
        if (a.Instructions.Count != b.Instructions.Count || a.Clauses.Count != b.Clauses.Count)
        {
            return $"{a.Instructions.Count} instructions, {a.Clauses.Count} clauses; {b.Instructions.Count}, {b.Clauses.Count}";
        }

        if (a.InitLocals != b.InitLocals || a.MaxStack > b.MaxStack || a.LocalSignatureToken != b.LocalSignatureToken)
        {
            return "header";
        }

        a.Number();
        b.Number();
        for (var i = 0; i < a.Instructions.Count; i++)
        {
            if (!Same(a.Instructions[i], b.Instructions[i]))
            {
                return $"{a.Instructions[i]} != {b.Instructions[i]}";
            }
        }

        return a.Clauses.Zip(b.Clauses).All(p => Same(p.First, p.Second)) ? null : "clauses";
    }

    private static bool Same(Instruction a, Instruction b) =>
        a.OpCode == b.OpCode && a.Value == b.Value && a.Offset == b.Offset && a.Target?.Index == b.Target?.Index
        && (a.Targets ?? []).Select(t => t.Index).SequenceEqual((b.Targets ?? []).Select(t => t.Index));

    private static bool Same(ExceptionClause a, ExceptionClause b) =>
        a.Kind == b.Kind && a.CatchTypeToken == b.CatchTypeToken && a.TryStart.Index == b.TryStart.Index && a.TryEnd?.Index == b.TryEnd?.Index
        && a.HandlerStart.Index == b.HandlerStart.Index && a.HandlerEnd?.Index == b.HandlerEnd?.Index && a.FilterStart?.Index == b.FilterStart?.Index;
}
