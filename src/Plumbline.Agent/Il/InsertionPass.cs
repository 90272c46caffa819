namespace Plumbline.Agent.Il;

/// <summary>Puts blocks before instructions in one pass over the body and redirects what pointed there.</summary>
internal sealed class InsertionPass(IlBody body)
{
    private readonly Dictionary<Instruction, List<Insertion>> _byPlace = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Instruction, Instruction> _prefixStarts = new(ReferenceEqualityComparer.Instance);

    public void Run(IReadOnlyList<Insertion> insertions)
    {
        Group(insertions);
        if (_byPlace.Count == 0)
        {
            return;
        }

        foreach (var instruction in body.Instructions)
        {
            Redirect(instruction, target => First(target, Takeover.Branches, after: -1));
        }

        foreach (var clause in body.Clauses)
        {
            clause.MoveStarts(start => First(start, Takeover.RegionStarts, after: -1));
            clause.TryEnd = clause.TryEnd is null ? null : First(clause.TryEnd, Takeover.RegionEnds, after: -1);
            clause.HandlerEnd = clause.HandlerEnd is null ? null : First(clause.HandlerEnd, Takeover.RegionEnds, after: -1);
        }

        Splice();
    }

    private void Group(IReadOnlyList<Insertion> insertions)
    {
        FindPrefixStarts();
        foreach (var insertion in insertions)
        {
            if (!_prefixStarts.TryGetValue(insertion.Before, out var place))
            {
                throw new ArgumentException($"{insertion.Before} is not in this body", nameof(insertions));
            }

            if (insertion.Block.Count == 0)
            {
                continue;
            }

            if (!_byPlace.TryGetValue(place, out var list))
            {
                _byPlace.Add(place, list = []);
            }

            list.Add(insertion with { Before = place });
        }
    }

    /// <summary>Each instruction with the first of the prefixes glued to it, or itself.</summary>
    private void FindPrefixStarts()
    {
        Instruction? first = null;
        foreach (var instruction in body.Instructions)
        {
            _prefixStarts[instruction] = first ?? instruction;
            first = instruction.IsPrefix ? first ?? instruction : null;
        }
    }

    /// <summary>Where a reference to <paramref name="place"/> goes that was made before the blocks after number <paramref name="after"/>.</summary>
    private Instruction First(Instruction place, Takeover kind, int after)
    {
        if (_byPlace.TryGetValue(place, out var list))
        {
            for (var i = after + 1; i < list.Count; i++)
            {
                if ((list[i].Takeover & kind) != 0)
                {
                    return list[i].Block[0];
                }
            }
        }

        return place;
    }

    private void Splice()
    {
        var old = body.Instructions.ToArray();
        body.Instructions.Clear();
        foreach (var instruction in old)
        {
            if (_byPlace.TryGetValue(instruction, out var list))
            {
                AddBlocks(instruction, list);
            }

            body.Instructions.Add(instruction);
        }
    }

    private void AddBlocks(Instruction place, List<Insertion> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var number = i;
            foreach (var inserted in list[i].Block)
            {
                Redirect(inserted, target => Onwards(target, place, number));
                body.Instructions.Add(inserted);
            }
        }
    }

    private Instruction Onwards(Instruction target, Instruction place, int number)
    {
        var start = _prefixStarts.GetValueOrDefault(target, target);
        return First(start, Takeover.Branches, ReferenceEquals(start, place) ? number : -1);
    }

    private static void Redirect(Instruction instruction, Func<Instruction, Instruction> map)
    {
        if (instruction.Target is { } target)
        {
            instruction.Target = map(target);
        }

        if (instruction.Targets is { } targets)
        {
            for (var i = 0; i < targets.Length; i++)
            {
                targets[i] = map(targets[i]);
            }
        }
    }
}
