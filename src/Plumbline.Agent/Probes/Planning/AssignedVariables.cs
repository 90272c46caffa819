using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using RootKind = Plumbline.Agent.Weaving.RootKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Which locals may have been given a value where control comes to a place. A local's scope begins before its declaration, and its slot
/// may have held another local before: so code that assigns it must stand between the beginning of its scope and the place.
/// </summary>
internal sealed class AssignedVariables(IlBody code, MethodSymbols? symbols, Func<int, string> fieldName)
{
    private readonly ILookup<int, int> _locals = code.Instructions.Where(AssignsLocal).ToLookup(instruction => instruction.LocalIndex, instruction => instruction.Offset);
    private readonly ILookup<string, int> _fields = code.Instructions.Where(instruction => instruction.Code is ILOpCode.Stfld or ILOpCode.Ldflda)
        .ToLookup(instruction => fieldName(instruction.Token), instruction => instruction.Offset);

    public bool MayHold(PlanVariable variable, int offset)
    {
        if (variable.Role != "local")
        {
            return true;
        }

        if (variable.Root.Kind == RootKind.Local && variable.Path.Length == 0)
        {
            var start = ScopeStart(variable, offset);
            return _locals[variable.Root.Index].Any(assigned => assigned >= start && assigned < offset);
        }

        // A variable of the method around a lambda was given its value there.
        return variable.Path.Length == 0 || (variable.Root.Kind == RootKind.Argument && !IsHoisted(variable.Path[^1]))
            || _fields[variable.Path[^1]].Any(assigned => assigned < offset);
    }

    private static bool IsHoisted(string field) => field.Contains(">5__", StringComparison.Ordinal) || field.StartsWith("$VB$ResumableLocal", StringComparison.Ordinal);

    private static bool AssignsLocal(Instruction instruction) => instruction.Code is (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3)
        or ILOpCode.Stloc_s or ILOpCode.Stloc or ILOpCode.Ldloca_s or ILOpCode.Ldloca;

    private int ScopeStart(PlanVariable variable, int offset) => (symbols?.Scopes ?? [])
        .Where(scope => scope.Holds(offset) && Array.Exists(scope.Locals, local => local.Slot == variable.Root.Index && local.Name == variable.Name))
        .Select(scope => scope.Start).DefaultIfEmpty(0).Max();
}
