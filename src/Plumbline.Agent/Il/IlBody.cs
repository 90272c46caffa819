using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>A method body that can be edited.</summary>
internal sealed class IlBody
{
    public List<Instruction> Instructions { get; } = [];

    /// <summary>In the order of the tables: the runtime takes the first that matches, so inner clauses come before outer ones.</summary>
    public List<ExceptionClause> Clauses { get; } = [];

    public int MaxStack { get; set; } = 8;

    public bool InitLocals { get; set; }

    /// <summary>StandAloneSig of the locals, or 0.</summary>
    public int LocalSignatureToken { get; set; }

    /// <summary>Size of the original code in bytes; 0 for a body that was not read.</summary>
    public int OriginalCodeSize { get; init; }

    /// <summary>The original instruction that starts at <paramref name="offset"/>; null when none does. A prefixed instruction is found at its prefix.</summary>
    public Instruction? At(int offset)
    {
        // Original instructions keep their order, so this could be a binary search but for inserted ones in between.
        foreach (var instruction in Instructions)
        {
            if (instruction.Offset == offset && offset >= 0)
            {
                return instruction;
            }
        }

        return null;
    }

    public void InsertBefore(Instruction at, IReadOnlyList<Instruction> block, Takeover takeover = Takeover.All) =>
        Insert([new Insertion(at, block, takeover)]);

    /// <summary>Puts the block right after an instruction, inside the same regions; nothing but fall-through reaches it.</summary>
    public void InsertAfter(Instruction at, IReadOnlyList<Instruction> block)
    {
        foreach (var instruction in block)
        {
            instruction.MapsToPrevious = true;
        }

        Instructions.InsertRange(IndexOf(at) + 1, block);
    }

    /// <summary>Adds to the end. With <paramref name="endRegions"/>, regions that ran to the end of the body now end before the block.</summary>
    public void Append(IReadOnlyList<Instruction> block, bool endRegions = true)
    {
        if (block.Count == 0)
        {
            return;
        }

        foreach (var clause in endRegions ? Clauses : [])
        {
            clause.TryEnd ??= block[0];
            clause.HandlerEnd ??= block[0];
        }

        Instructions.AddRange(block);
    }

    /// <summary>
    /// Inserts many blocks in one pass, with the result of inserting one after the other. A block before a prefixed instruction
    /// goes before its first prefix.
    /// </summary>
    public void Insert(IReadOnlyList<Insertion> insertions) => new InsertionPass(this).Run(insertions);

    /// <summary>
    /// Makes explicit tail calls ordinary calls: nothing may come between such a call and its `ret`, and no region be around it.
    /// </summary>
    /// <returns>Whether there was one. The method then needs more stack when it recurses.</returns>
    public bool DropTailCalls()
    {
        var tails = Instructions.FindAll(i => i.Code == ILOpCode.Tail);
        tails.ForEach(t => t.Become(Instruction.Nop()));
        return tails.Count > 0;
    }

    /// <summary>Gives every instruction its <see cref="Instruction.Index"/>, for passes that need it often.</summary>
    internal void Number()
    {
        for (var i = 0; i < Instructions.Count; i++)
        {
            Instructions[i].Index = i;
        }
    }

    /// <summary>Whether the instruction is in this body, after <see cref="Number"/>.</summary>
    internal bool Contains(Instruction instruction) =>
        (uint)instruction.Index < (uint)Instructions.Count && ReferenceEquals(Instructions[instruction.Index], instruction);

    public int IndexOf(Instruction instruction)
    {
        var index = Instructions.IndexOf(instruction);
        return index >= 0 ? index : throw new ArgumentException($"{instruction} is not in this body", nameof(instruction));
    }
}
