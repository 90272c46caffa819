using System.Linq.Expressions;
using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <content>Calls: a closed list of methods.</content>
internal sealed partial class Binder
{
    private static readonly string[] s_ordinalTwins = ["StartsWith", "EndsWith", "IndexOf", "LastIndexOf"];
    private static readonly string[] s_nullTakers = ["IsNullOrEmpty", "IsNullOrWhiteSpace", "Equals", "CompareOrdinal"];

    internal ParameterExpression Local(Type type) => NewLocal(type);

    internal void CanThrow() => MayThrow = true;

    internal Expression UndefinedAt(string reason) => Undefine(reason, typeof(void));

    private Operand BindCall(CallSyntax syntax)
    {
        var target = Bind(syntax.Target);
        if (target.IsBad)
        {
            return target;
        }

        if (target.TypeName is { } type)
        {
            return FrameworkCall(null, type, syntax);
        }

        if (target.IsNullLiteral)
        {
            return Fail("null has no methods", syntax);
        }

        var isText = target.Chain is null && target.Type == typeof(string) && syntax.Name is "Contains" or "Matches";
        if (IsElementMethod(syntax.Name) && !isText && ChainOf(target) is { } chain)
        {
            return BindElementCall(chain, syntax);
        }

        target = Single(target);
        return target.IsBad ? target : InstanceCall(target, syntax);
    }

    private Operand InstanceCall(Operand target, CallSyntax syntax)
    {
        var (name, count) = (syntax.Name, syntax.Arguments.Count);
        if (Nullable.GetUnderlyingType(target.Type) is not null)
        {
            return name == "GetValueOrDefault" && count == 0
                ? Operand.Of(OnStored(target.Node, ValueOf), syntax)
                : name == "ToString" ? BindToString(target, syntax)
                : Fail($"{BuiltInTypes.Name(target.Type)} has no '{name}'; write {SourceOf(target.Syntax)}?.{name}(...)", syntax);
        }

        return (name, count) switch
        {
            ("GetType", 0) => Operand.Of(
                target.Type.IsValueType ? Expression.Constant(target.Type, typeof(Type)) : Expression.Call(NotNull(target), nameof(GetType), null), syntax),
            ("ToString", <= 1) => BindToString(target, syntax),
            ("Equals", 1) when target.Type != typeof(string) => BindEquals(target, syntax),
            ("HasFlag", 1) when target.Type.IsEnum => BindHasFlag(target, syntax),
            ("Matches", 1 or 2) when target.Type == typeof(string) => BindMatches(target, syntax),
            ("ContainsKey", 1) when Indexers.Find(target.Type) is { IsLookup: true } map => BindContainsKey(target, map, syntax),
            _ => FrameworkCall(target, target.Type, syntax),
        };
    }

    private Operand BindEquals(Operand target, CallSyntax syntax)
    {
        var other = BindOperand(syntax.Arguments[0]);
        return other.IsBad ? other : Compare("==", target, other, syntax);
    }

    private Operand BindHasFlag(Operand target, CallSyntax syntax)
    {
        var flag = BindOperand(syntax.Arguments[0]);
        if (flag.IsBad || EnumOperand(flag, target.Type) is not { } wanted || flag.Type != target.Type)
        {
            return Fail($"HasFlag needs a {target.Type.Name}", syntax);
        }

        return Lifted(target, wanted, syntax, (a, b) =>
            OnStored(ToNumber(b), bits => Expression.Equal(Expression.And(ToNumber(a), bits), bits)));
    }

    private Operand BindToString(Operand target, CallSyntax syntax)
    {
        var type = Underlying(target.Type);
        if (!TextOf.IsPrintable(type))
        {
            return Fail($"ToString of {Describe(target)} would be user code, which is never run; print its members", syntax);
        }

        MayThrow = true;
        if (syntax.Arguments.Count == 0)
        {
            return Operand.Of(type == typeof(string) ? NotNull(target) : TextOf.Call(target.Node), syntax);
        }

        if (syntax.Arguments[0] is not LiteralSyntax { Value: string or char } format || type == typeof(string))
        {
            return Fail("ToString takes a format as a constant string", syntax);
        }

        var specifier = format.Value.ToString()!;
        return TextFormat.Check(type, specifier) is { } problem
            ? Fail(problem, format)
            : Operand.Of(Expression.Call(typeof(TextFormat), nameof(TextFormat.Apply), [target.Type], target.Node, Expression.Constant(specifier)), syntax);
    }

    private Operand BindMatches(Operand target, CallSyntax syntax)
    {
        var ignoreCase = syntax.Arguments is [_, var option] && BindOperand(option).Constant is StringComparison.OrdinalIgnoreCase;
        if (syntax.Arguments[0] is not LiteralSyntax { Value: string or char } pattern || (syntax.Arguments.Count == 2 && !ignoreCase))
        {
            return Fail("Matches takes a constant pattern, and StringComparison.OrdinalIgnoreCase if case does not matter", syntax);
        }

        if (PatternSite.Create(pattern.Value.ToString()!, ignoreCase, out var problem) is not { } site)
        {
            return Fail(problem!, pattern);
        }

        var answer = NewLocal(typeof(int));
        _matchTicks ??= Initialised(typeof(long), 0L);
        return Operand.Of(
            Expression.Block(
                Expression.Assign(answer, Expression.Call(Expression.Constant(site), nameof(PatternSite.Matches), null, NotNull(target), _matchTicks)),
                Expression.IfThen(
                    Expression.LessThan(answer, Expression.Constant(0)),
                    Undefine($"{SourceOf(syntax)} took more than {ExpressionLimits.MatchMilliseconds} ms", typeof(void), _abort!)),
                Expression.Equal(answer, Expression.Constant(1))),
            syntax);
    }

    private Operand BindContainsKey(Operand target, Indexers map, CallSyntax syntax)
    {
        var key = BindOperand(syntax.Arguments[0]);
        if (key.IsBad)
        {
            return key;
        }

        if (!Indexers.IsSafeKey(map.Key!))
        {
            return Fail($"Keys of type {BuiltInTypes.Name(map.Key!)} compare by user code, which is never run", syntax);
        }

        MayThrow = true;
        return ConvertImplicitly(key, map.Key!) is { } converted
            ? Operand.Of(map.Call(NotNull(target), converted, NewLocal(map.Value)), syntax)
            : Fail($"The key is a {BuiltInTypes.Name(map.Key!)}, but this is {Describe(key)}", syntax);
    }

    private Operand FrameworkCall(Operand? target, Type type, CallSyntax syntax)
    {
        if (!FrameworkMembers.HasMethod(type, syntax.Name))
        {
            return Fail(UncallableMethod(type, syntax.Name), syntax);
        }

        var arguments = syntax.Arguments.Select(BindOperand).ToArray();
        if (arguments.Any(a => a.IsBad))
        {
            return Operand.Bad(syntax);
        }

        if (Overload(type, syntax.Name, target is null, arguments) is not { } method)
        {
            return Fail($"{BuiltInTypes.Name(type)}.{syntax.Name} can't be called with ({string.Join(", ", arguments.Select(Describe))})", syntax);
        }

        MayThrow = true;
        var parameters = method.GetParameters();
        var skip = method.DeclaringType == typeof(FrameworkText) ? 1 : 0;
        var values = arguments.Select((a, i) => Argument(a, parameters[i + skip].ParameterType, syntax.Name)).ToList();
        if (target is null)
        {
            return Operand.Of(Expression.Call(method, values), syntax);
        }

        if (skip == 1)
        {
            return Operand.Of(Expression.Call(method, values.Prepend(NotNull(target))), syntax);
        }

        return Operand.Of(OnStored(NotNull(target), instance => Expression.Call(instance, method, values)), syntax);
    }

    private Expression Argument(Operand argument, Type type, string method)
    {
        var value = ConvertImplicitly(argument, type)!;
        return argument.Type.IsValueType || argument.IsConstant || Array.IndexOf(s_nullTakers, method) >= 0
            ? value
            : ConvertImplicitly(argument.With(NotNull(argument)), type)!;
    }

    /// <summary>The overload whose parameters are nearest to the arguments; text is compared ordinally, as == does.</summary>
    private static MethodInfo? Overload(Type type, string name, bool isStatic, Operand[] arguments)
    {
        var flags = BindingFlags.Public | BindingFlags.DeclaredOnly | (isStatic ? BindingFlags.Static : BindingFlags.Instance);
        var best = type.GetMethods(flags)
            .Where(m => m.Name == name && !m.IsGenericMethod)
            .Select(m => (Method: m, Cost: Cost(m.GetParameters(), arguments)))
            .Where(m => m.Cost >= 0)
            .OrderBy(m => m.Cost)
            .Select(m => m.Method)
            .FirstOrDefault();
        var isCultural = best is not null && type == typeof(string) && Array.IndexOf(s_ordinalTwins, name) >= 0
            && best.GetParameters() is [{ ParameterType: var only }] && only == typeof(string);
        return isCultural ? typeof(FrameworkText).GetMethod(name) : best;
    }

    private static int Cost(ParameterInfo[] parameters, Operand[] arguments)
    {
        if (parameters.Length != arguments.Length)
        {
            return -1;
        }

        var cost = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            var wanted = parameters[i].ParameterType;
            if (wanted == typeof(object) || ConvertImplicitly(arguments[i], wanted) is null)
            {
                return -1;
            }

            cost += wanted == arguments[i].Type ? 0 : 1 + NumericTypes.Rank(wanted);
        }

        return cost;
    }

    private string UncallableMethod(Type type, string name)
    {
        var methods = FrameworkMembers.Methods(type).Concat(ElementSource.Find(type) is null ? [] : [.. Consumers.Split(' '), "Where", "Select"]).ToArray();
        if (type == typeof(string))
        {
            methods = [.. methods, "Matches"];
        }

        var nearest = NearestNames.Of(name, methods);
        var hint = nearest.Length > 0 ? Hint(nearest) : methods.Length > 0 ? $"; it can be asked {string.Join(", ", methods.Take(12))}" : "";
        return $"'{name}' of {BuiltInTypes.Name(type)} can't be called: only a fixed list of framework methods runs, never user code{hint}";
    }
}
