using System.Collections.Concurrent;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Places;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Weaving;
using Root = Plumbline.Agent.Weaving.Root;
using SequencePoint = Plumbline.Agent.Symbols.SequencePoint;
using RootKind = Plumbline.Agent.Symbols.RootKind;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>The source variables of one body, at its different moments, as thunks can read them.</summary>
internal sealed class VariableSearch(ResolvedPlace place, BodyModel body)
{
    private const int MostPlain = 10_000;
    private static readonly ConcurrentDictionary<(string Name, string Role, Root Root), PlanVariable> s_plain = new();

    private readonly Lazy<KeptLocals?> _kept = new(() => place.BodyKind == BodyKind.Plain ? null : new KeptLocals(body.Parse()));
    private readonly Lazy<Dictionary<string, int>> _order = new(() => Parameters(place));
    private readonly ByRefParameters _byRefs = new(place.Module.Metadata, body);

    /// <summary>Variables in scope at an IL offset, arguments in their order.</summary>
    public IReadOnlyList<PlanVariable> At(int offset) =>
    [
        .. Visible(offset).Where(variable => variable.IsConstant || (CanRead(variable) && !IsUnset(variable, offset))).Select(Plan)
            .Where(variable => Holds(variable, offset)).OrderBy(Place),
    ];

    /// <summary>`this`, arguments and constants.</summary>
    public IReadOnlyList<PlanVariable> AtEntry() => [.. At(0).Where(variable => variable.Role != "local" || variable.IsConstant)];

    /// <summary>
    /// All variables of the body, for an exception that may have left it anywhere. Where several scopes use one name, the later ones
    /// carry the line at which their scope begins.
    /// </summary>
    public IReadOnlyList<PlanVariable> Everywhere()
    {
        var variables = new List<PlanVariable>(At(0));
        foreach (var point in Points().DistinctBy(point => (point.Offset == 0, Scopes(point.Offset))))
        {
            foreach (var variable in At(point.Offset))
            {
                if (variables.Exists(known => Same(known, variable)))
                {
                    continue;
                }

                var taken = variables.Exists(known => known.Name == variable.Name);
                variables.Add(taken ? variable with { Name = $"{variable.Name} (line {point.StartLine})" } : variable);
            }
        }

        return variables;
    }

    /// <summary>Offset of the last statement: what is in scope there is in scope when the method ends.</summary>
    public int LastStatement(int before) => Points().Where(point => point.Offset <= before).Select(point => point.Offset).DefaultIfEmpty(before).Max();

    /// <summary>Constants and variables that can't be read at an offset, with the reason.</summary>
    public IReadOnlyList<FixedVariable> Fixed(int offset) =>
    [
        .. Visible(offset).Where(variable => !CanRead(variable) || IsUnset(variable, offset)).Select(variable => new FixedVariable(
            variable.Name,
            RoleOf(variable),
            variable.Constant,
            variable.IsConstant ? null : variable.Unavailable ?? (IsTypedReference(variable) ? "a typed reference" : "not assigned yet"))),
    ];

    /// <summary>Names of tuple members in the result. The result of an async method is inside its task, which adds no names.</summary>
    public string?[]? ResultNames()
    {
        var metadata = place.Module.Metadata;
        var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(place.DeclaredToken & 0xFFFFFF));
        return Concrete(TupleElements.Of(metadata, method, 0), () => Il.MethodSignature.Parse(metadata.GetBlobBytes(method.Signature)).ReturnType);
    }

    /// <summary>What the caller sees the end of, besides the result: what was passed by reference, and what a constructor built.</summary>
    public bool IsOutput(PlanVariable variable, bool isThrow) =>
        variable.Root.Kind == Weaving.RootKind.Argument && variable.Path.Length == 0
        && (variable.Role == "this" ? _byRefs.ChangesThis : _byRefs.IsOutput(variable.Root.Index, isThrow));

    private bool IsUnset(VisibleVariable variable, int offset) =>
        variable is { Role: VariableRole.Argument, Root.Kind: RootKind.Argument, Path.Length: 0 } && _byRefs.IsUnset(variable.Root.Index, offset);

    /// <summary>Equal where name and way to the value are the same.</summary>
    public static IEqualityComparer<PlanVariable> ByPlace { get; } = EqualityComparer<PlanVariable>.Create(
        (a, b) => a!.Name == b!.Name && a.Role == b.Role && Same(a, b), variable => variable.Name.GetHashCode());

    /// <summary>A state machine has its parameters as fields, in whatever order the code uses them.</summary>
    private int Place(PlanVariable variable) => variable.Role switch
    {
        "this" => -1,
        "argument" => _order.Value.GetValueOrDefault(variable.Name, int.MaxValue - 1),
        _ => int.MaxValue,
    };

    private bool Holds(PlanVariable variable, int offset) =>
        variable.Root.Kind != Weaving.RootKind.Local || _kept.Value?.Holds(variable.Root.Index, offset) is null or true;

    private static Dictionary<string, int> Parameters(ResolvedPlace place)
    {
        var metadata = place.Module.Metadata;
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var handle in metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(place.DeclaredToken & 0xFFFFFF)).GetParameters())
        {
            var parameter = metadata.GetParameter(handle);
            order.TryAdd(metadata.GetString(parameter.Name), parameter.SequenceNumber);
        }

        return order;
    }

    /// <summary>The scopes that hold an offset: where they are the same, so are the variables.</summary>
    private string Scopes(int offset)
    {
        var symbols = place.Symbols!.For(place.BodyToken)!;
        var plain = symbols.Scopes.Select((scope, i) => (scope.Holds(offset), i));
        var hoisted = (symbols.HoistedScopes ?? []).Select((scope, i) => (scope.Holds(offset), ~i));
        return string.Join(' ', plain.Concat(hoisted).Where(scope => scope.Item1).Select(scope => scope.Item2));
    }

    private static bool Same(PlanVariable a, PlanVariable b) => a.IsConstant || b.IsConstant
        ? a.IsConstant == b.IsConstant && a.Name == b.Name && Equals(a.Constant, b.Constant)
        : a.Root == b.Root && a.Path.SequenceEqual(b.Path);

    private static bool CanRead(VisibleVariable variable) =>
        !variable.IsConstant && variable.Unavailable is null && !IsTypedReference(variable);

    private static bool IsTypedReference(VisibleVariable variable) =>
        variable.Signature is [(byte)Il.ElementType.TypedByRef];

    private IReadOnlyList<VisibleVariable> Visible(int offset) => VisibleVariables.At(place.Module, place.Symbols, place.Body, offset);

    private IEnumerable<SequencePoint> Points() =>
        place.Symbols?.For(place.BodyToken)?.Points.Where(point => !point.IsHidden) ?? [];

    private static string RoleOf(VisibleVariable variable) =>
        variable.Role switch { VariableRole.This => "this", VariableRole.Argument => "argument", _ => "local" };

    /// <summary>PERF: most variables of thousands of methods differ in nothing, and are one object.</summary>
    private static PlanVariable Plan(VisibleVariable variable)
    {
        var root = variable.Root.Kind == RootKind.Argument ? Root.Argument(variable.Root.Index) : Root.Local(variable.Root.Index);
        var names = Concrete(variable.TupleNames, () => Il.SignatureType.Parse(variable.Signature));
        return !variable.IsConstant && names is null && variable.Path.Length == 0 && s_plain.Count < MostPlain
            ? s_plain.GetOrAdd((variable.Name, RoleOf(variable), root), static key => new PlanVariable(key.Name, key.Role, key.Root))
            : new PlanVariable(variable.Name, RoleOf(variable), root, [.. variable.Path.Select(step => step.Name)])
            {
                IsConstant = variable.IsConstant,
                Constant = variable.Constant,
                TupleNames = names,
            };
    }

    /// <summary>Names fit the type as it is written. Where a type variable stands in it, a tuple may stand in the type at run time.</summary>
    private static string?[]? Concrete(string?[]? names, Func<Il.SignatureType> type) => names is null || type().ContainsTypeVariables ? null : names;
}
