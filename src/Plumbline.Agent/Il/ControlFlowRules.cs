using System.Reflection.Metadata;

namespace Plumbline.Agent.Il;

/// <summary>
/// What does not depend on the stack: where control may go between regions, and where instructions may stand. The runtime looks
/// at unreachable code too, so this does.
/// </summary>
internal sealed class ControlFlowRules(IlBody body, RegionTree regions)
{
    private Violation? _violation;

    public Violation? Check()
    {
        var instructions = body.Instructions;
        for (var i = 0; i < instructions.Count && _violation is null; i++)
        {
            var instruction = instructions[i];
            CheckPrefix(instruction, i);
            CheckPlace(instruction, i);
            CheckTargets(instruction, i);
            if (!instruction.EndsBlock && !instruction.IsPrefix)
            {
                CheckFallThrough(instruction, i);
            }
        }

        return _violation;
    }

    private void Fail(Instruction instruction, ViolationKind kind, string message) => _violation ??= Violation.At(instruction, kind, message);

    private void CheckFallThrough(Instruction instruction, int index)
    {
        if (index + 1 >= body.Instructions.Count)
        {
            Fail(instruction, ViolationKind.FallThrough, "control runs off the end of the body");
        }
        else
        {
            CheckEdge(instruction, index, index + 1);
        }
    }

    private void CheckTargets(Instruction instruction, int index)
    {
        if (instruction.IsBranch)
        {
            CheckTarget(instruction, index, instruction.Target);
        }
        else if (instruction.IsSwitch)
        {
            foreach (var target in instruction.Targets ?? [])
            {
                CheckTarget(instruction, index, target);
            }
        }
    }

    private void CheckTarget(Instruction instruction, int index, Instruction? target)
    {
        if (target is null || !body.Contains(target))
        {
            Fail(instruction, ViolationKind.ForeignInstruction, "the target is not in this body");
        }
        else if (target.Index > 0 && body.Instructions[target.Index - 1].IsPrefix)
        {
            Fail(instruction, ViolationKind.BranchIntoPrefix, $"{target} belongs to the prefix before it");
        }
        else if (instruction.Code is ILOpCode.Leave or ILOpCode.Leave_s)
        {
            CheckLeave(instruction, index, target.Index);
        }
        else
        {
            CheckEdge(instruction, index, target.Index);
        }
    }

    /// <summary>A branch or falling through: stays in its region, or enters try regions at their first instruction.</summary>
    private void CheckEdge(Instruction instruction, int from, int to)
    {
        var source = regions.Of(from);
        for (var region = regions.Of(to); !ReferenceEquals(region, source); region = region.Parent)
        {
            if (region is null || region.Kind == RegionKind.Body)
            {
                Fail(instruction, ViolationKind.BranchOutOfRegion, $"control goes out of a {source.Kind} region to #{to}");
                return;
            }

            if (region.Kind != RegionKind.Try || region.Start != to)
            {
                var kind = source.IsWithin(region) ? ViolationKind.BranchOutOfRegion : ViolationKind.BranchIntoRegion;
                Fail(instruction, kind, $"control goes between a {source.Kind} and a {region.Kind} region to #{to}");
                return;
            }
        }
    }

    private void CheckLeave(Instruction instruction, int from, int to)
    {
        var target = regions.Of(to);
        var source = regions.Of(from);
        var exits = new List<Region>();
        while (!target.IsWithin(source))
        {
            if (source.Kind is not (RegionKind.Try or RegionKind.Catch))
            {
                Fail(instruction, ViolationKind.BranchOutOfRegion, $"leave may not exit a {source.Kind} region");
                return;
            }

            exits.Add(source);
            source = source.Parent!;
        }

        for (var region = target; !ReferenceEquals(region, source); region = region.Parent!)
        {
            // A catch handler may leave into the middle of the try region that it belongs to: Visual Basic resumes like this.
            var resumes = exits.Exists(e => ReferenceEquals(e.Protects, region));
            if (region.Kind != RegionKind.Try || (region.Start != to && !resumes))
            {
                Fail(instruction, ViolationKind.BranchIntoRegion, $"leave goes into a {region.Kind} region, to #{to}");
                return;
            }
        }
    }

    private void CheckPlace(Instruction instruction, int index)
    {
        var region = regions.Of(index);
        switch (instruction.Code)
        {
            case ILOpCode.Ret when region.Kind != RegionKind.Body:
                Fail(instruction, ViolationKind.ReturnInRegion, $"ret in a {region.Kind} region");
                break;
            case ILOpCode.Jmp when region.Kind != RegionKind.Body:
                Fail(instruction, ViolationKind.Jump, $"jmp in a {region.Kind} region");
                break;
            case ILOpCode.Endfinally when region.Kind is not (RegionKind.Finally or RegionKind.Fault):
                Fail(instruction, ViolationKind.Endfinally, $"endfinally in a {region.Kind} region");
                break;
            case ILOpCode.Endfilter when region.Kind != RegionKind.Filter || region.End != index + 1:
                Fail(instruction, ViolationKind.Endfilter, "endfilter is not the last instruction of a filter");
                break;
            case ILOpCode.Rethrow when NearestHandler(region)?.Kind != RegionKind.Catch:
                Fail(instruction, ViolationKind.Rethrow, "rethrow outside a catch handler");
                break;
            case ILOpCode.Localloc when NearestHandler(region) is not null:
                Fail(instruction, ViolationKind.Localloc, "localloc in a handler or filter");
                break;
        }
    }

    private static Region? NearestHandler(Region region)
    {
        for (var current = region; current is not null; current = current.Parent)
        {
            if (current.IsHandler || current.Kind == RegionKind.Filter)
            {
                return current;
            }
        }

        return null;
    }

    private void CheckPrefix(Instruction instruction, int index)
    {
        if (!instruction.IsPrefix)
        {
            return;
        }

        var next = index + 1;
        while (next < body.Instructions.Count && body.Instructions[next].IsPrefix)
        {
            next++;
        }

        if (next >= body.Instructions.Count || !ReferenceEquals(regions.Of(index), regions.Of(next)) || Splits(index + 1))
        {
            Fail(instruction, ViolationKind.BadPrefix, "nothing of the same region follows the prefix");
            return;
        }

        if (!PrefixRules.Allows(instruction.Code, body.Instructions[next].Code))
        {
            Fail(instruction, ViolationKind.BadPrefix, $"it may not stand before {body.Instructions[next].OpCode.Name}");
        }
        else if (instruction.Code == ILOpCode.Tail && !IsTailPosition(index, next))
        {
            Fail(instruction, ViolationKind.BadPrefix, "a tail call is followed by ret, outside of protected regions");
        }
    }

    /// <summary>Whether a region starts or ends right before the instruction.</summary>
    private bool Splits(int index) => !ReferenceEquals(regions.Of(index - 1), regions.Of(index));

    private bool IsTailPosition(int prefix, int call) =>
        call + 1 < body.Instructions.Count && body.Instructions[call + 1].Code == ILOpCode.Ret && regions.Of(prefix).Kind == RegionKind.Body;
}
