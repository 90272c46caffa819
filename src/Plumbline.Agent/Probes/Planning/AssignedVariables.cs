using System.Reflection.Metadata;
using Plumbline.Agent.Il;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using RootKind = Plumbline.Agent.Weaving.RootKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>
/// Where locals are given their values. A local's scope begins before its declaration, and its slot may have held another local before:
/// so it has a value only once code in its scope that assigns it has run.
/// </summary>
internal sealed class AssignedVariables(IlBody code, MethodSymbols? symbols, Func<int, string> fieldName)
{
    private readonly ILookup<int, int> _locals = code.Instructions.Where(AssignsLocal).ToLookup(instruction => instruction.LocalIndex, instruction => instruction.Offset);
    private readonly ILookup<string, int> _fields = code.Instructions.Where(instruction => instruction.Code is ILOpCode.Stfld or ILOpCode.Ldflda)
        .ToLookup(instruction => fieldName(instruction.Token), instruction => instruction.Offset);

    /// <summary>Offsets of the code that assigns the variable; null for one that has a value from the start.</summary>
    public IEnumerable<int>? Of(PlanVariable variable)
    {
        if (variable.Role != "local")
        {
            return null;
        }

        if (variable.Path.Length > 0)
        {
            // A variable of the method around a lambda was given its value there.
            return variable.Root.Kind == RootKind.Argument && !IsHoisted(variable.Path[^1]) ? null : _fields[variable.Path[^1]];
        }

        return _locals[variable.Root.Index].Where(offset => IsInScope(variable, offset));
    }

    private static bool IsHoisted(string field) => field.Contains(">5__", StringComparison.Ordinal) || field.StartsWith("$VB$ResumableLocal", StringComparison.Ordinal);

    private static bool AssignsLocal(Instruction instruction) => instruction.Code is (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3)
        or ILOpCode.Stloc_s or ILOpCode.Stloc or ILOpCode.Ldloca_s or ILOpCode.Ldloca;

    private bool IsInScope(PlanVariable variable, int offset) => symbols is null
        || Array.Exists(symbols.Scopes, scope => scope.Holds(offset) && Array.Exists(scope.Locals, local => local.Slot == variable.Root.Index && local.Name == variable.Name));
}
