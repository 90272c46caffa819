using System.Reflection.Metadata;
using Plumbline.Agent.Il;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Which plain locals of a MoveNext hold their value at a place. The body is entered anew after each suspension, with its locals
/// empty, so one that is not assigned on every way from the entry may show nothing but zero: the optimising compiler keeps only
/// what the code reads later.
/// </summary>
internal sealed class KeptLocals
{
    private const int WordBits = 64;

    private readonly IlBody _body;
    private readonly int _words;
    private readonly ulong[]?[] _lost;
    private readonly Stack<int> _work = new();

    public KeptLocals(IlBody body)
    {
        _body = body;
        _body.Number();
        var highest = body.Instructions.Max(instruction => instruction.LocalIndex);
        _words = (highest / WordBits) + 1;
        _lost = new ulong[]?[body.Instructions.Count];
        var all = new ulong[_words];
        Array.Fill(all, ulong.MaxValue);
        Reach(0, all);
        while (_work.TryPop(out var index))
        {
            Step(index);
        }
    }

    /// <summary>Whether the local was assigned since the body was entered, on every way to an IL offset.</summary>
    public bool Holds(int local, int offset) =>
        _body.At(offset) is { } instruction && _lost[instruction.Index] is { } lost
        && (local / WordBits >= _words || (lost[local / WordBits] & Bit(local)) == 0);

    private static ulong Bit(int local) => 1UL << (local % WordBits);

    private void Step(int index)
    {
        var instruction = _body.Instructions[index];
        var lost = _lost[index]!;
        foreach (var clause in _body.Clauses.Where(clause => index >= clause.TryStart.Index && index < IndexOf(clause.TryEnd)))
        {
            Reach(clause.HandlerStart.Index, lost);
            if (clause.FilterStart is { } filter)
            {
                Reach(filter.Index, lost);
            }
        }

        var after = After(instruction, lost);
        if (instruction.Target is { } target)
        {
            Reach(target.Index, after);
        }

        foreach (var choice in instruction.Targets ?? [])
        {
            Reach(choice.Index, after);
        }

        if (!instruction.EndsBlock && index + 1 < _lost.Length)
        {
            Reach(index + 1, after);
        }
    }

    private static ulong[] After(Instruction instruction, ulong[] lost)
    {
        var assigns = instruction.Code is (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc_s or ILOpCode.Stloc
            or ILOpCode.Ldloca_s or ILOpCode.Ldloca;
        if (!assigns)
        {
            return lost;
        }

        var after = (ulong[])lost.Clone();
        after[instruction.LocalIndex / WordBits] &= ~Bit(instruction.LocalIndex);
        return after;
    }

    private void Reach(int index, ulong[] lost)
    {
        if (_lost[index] is not { } known)
        {
            _lost[index] = (ulong[])lost.Clone();
            _work.Push(index);
            return;
        }

        var changed = false;
        for (var i = 0; i < _words; i++)
        {
            changed |= (lost[i] & ~known[i]) != 0;
            known[i] |= lost[i];
        }

        if (changed)
        {
            _work.Push(index);
        }
    }

    private int IndexOf(Instruction? end) => end?.Index ?? _body.Instructions.Count;
}
