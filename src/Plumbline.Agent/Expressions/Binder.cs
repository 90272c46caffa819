using System.Linq.Expressions;
using Plumbline.Agent.Capture;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// Gives every node its meaning by the rules of C# and makes code for it. The first error wins; after it the operands are bad and
/// say nothing more.
/// </summary>
/// <remarks>
/// Null on the way (<c>order.Customer.Name</c> with no customer) makes the value <i>undefined</i> instead of throwing: the code
/// jumps to the innermost <see cref="UndefinedScope"/>. <c>??</c>, <c>&amp;&amp;</c> and <c>||</c> open one for their left side.
/// SAFETY: every method call made here goes to the framework or to this agent, never to the user's code.
/// </remarks>
internal sealed partial class Binder(string text, IReadOnlyList<Variable> scope)
{
    private readonly ParameterExpression?[] _parameters = new ParameterExpression?[scope.Count];
    private readonly List<(string Name, Operand Value)> _lambdas = [];
    private readonly TypeNames _types = new(scope);
    private Operand? _receiver;

    public ExpressionError? Error { get; private set; }

    public EvaluationFaults Faults { get; } = new();

    public List<ParameterExpression> Locals { get; } = [];

    public List<Expression> Prologue { get; } = [];

    /// <summary>Whether some framework call in the code can throw.</summary>
    public bool MayThrow { get; private set; }

    /// <summary>Number of the place where the evaluation became undefined.</summary>
    public ParameterExpression Site { get; } = Expression.Variable(typeof(int), "site");

    public UndefinedScope Undefined { get; private set; } = new();

    /// <summary>Where an evaluation ends that takes too long: no <c>??</c>, <c>||</c> or lambda on the way goes on from it.</summary>
    private UndefinedScope? _abort;

    /// <summary>Binds the whole expression and converts it to the wanted type.</summary>
    public Operand BindValue(Syntax syntax, Type? want)
    {
        _abort = Undefined;
        var value = Materialise(Bind(syntax));
        if (value.IsBad || want is null)
        {
            return value.IsNullLiteral ? value.With(Expression.Constant(null, typeof(object))) : Single(value);
        }

        if (want == typeof(bool))
        {
            return value.With(Condition(value));
        }

        return value.With(ConvertImplicitly(value, want) ?? FailNode($"A {want.Name} is wanted, but this is {Describe(value)}", syntax.Start));
    }

    public (ParameterExpression[] Parameters, Variable[] Variables) UsedParameters()
    {
        var used = Enumerable.Range(0, scope.Count).Where(i => _parameters[i] is not null).ToArray();
        return (used.Select(i => _parameters[i]!).ToArray(), used.Select(i => scope[i]).ToArray());
    }

    private Operand Bind(Syntax syntax)
    {
        if (Error is not null)
        {
            return Operand.Bad(syntax);
        }

        return syntax switch
        {
            LiteralSyntax literal => Operand.Of(literal.Value, literal.Value?.GetType() ?? typeof(object), literal),
            NameSyntax name => BindName(name),
            KeywordTypeSyntax keyword => TypeOperand(BuiltInTypes.Find(keyword.Keyword)!, keyword),
            ReceiverSyntax => _receiver!,
            MemberSyntax member => BindMember(member),
            IndexSyntax index => BindIndex(index),
            CallSyntax call => BindCall(call),
            NullConditionalSyntax conditional => BindNullConditional(conditional),
            UnarySyntax unary => BindUnary(unary),
            BinarySyntax binary => BindBinary(binary),
            ConditionalSyntax conditional => BindConditional(conditional),
            IsSyntax test => BindIs(test),
            ConvertSyntax convert => BindConvert(convert),
            LambdaSyntax lambda => Fail("A lambda can only stand as the argument of Any, All, Where and the like", lambda),
            _ => Fail("This can't be evaluated", syntax),
        };
    }

    /// <summary>Binds a node that must be a value, not a type or an unconsumed chain.</summary>
    private Operand BindOperand(Syntax syntax) => Single(Bind(syntax));

    private Operand Single(Operand operand)
    {
        if (operand.IsBad)
        {
            return operand;
        }

        if (operand.TypeName is not null)
        {
            return Fail($"'{SourceOf(operand.Syntax)}' is a type; a value is needed here", operand.Syntax);
        }

        return operand.Chain is null
            ? operand
            : Fail("Where and Select must be followed by Count, Any, All, Sum, Min, Max, First or Contains here", operand.Syntax);
    }

    private Operand BindName(NameSyntax name)
    {
        for (var i = _lambdas.Count - 1; i >= 0; i--)
        {
            if (_lambdas[i].Name == name.Name)
            {
                var value = _lambdas[i].Value;
                return new Operand { Node = value.Node, Syntax = name, IsNotNull = value.IsNotNull };
            }
        }

        for (var i = scope.Count - 1; i >= 0; i--)
        {
            if (scope[i].Name == name.Name)
            {
                return Variable(i, name);
            }
        }

        if (MemberOfThis(name) is { } member)
        {
            return member;
        }

        return _types.Resolve([name.Name]) is { } type ? TypeOperand(type, name) : UnknownName(name);
    }

    private Operand Variable(int index, Syntax name)
    {
        var variable = scope[index];
        if (variable.IsConstant)
        {
            return Operand.Of(variable.Constant, variable.Type, name);
        }

        if (variable.Type.IsByRef || variable.Type.IsPointer || variable.Type.IsByRefLike)
        {
            return Fail($"'{variable.Name}' is {BuiltInTypes.Name(variable.Type)}, which an expression can't read", name);
        }

        _parameters[index] ??= Expression.Parameter(variable.Type, variable.Name);
        return new Operand
        {
            Node = _parameters[index]!,
            Syntax = name,
            IsNotNull = variable.Name == "this",
            Tuple = variable.TupleNames is { } names ? TupleNames.Of(variable.Type, names) : null,
        };
    }

    /// <summary>A field or property of <c>this</c> without writing <c>this</c>, as in C#.</summary>
    private Operand? MemberOfThis(NameSyntax name)
    {
        for (var i = scope.Count - 1; i >= 0; i--)
        {
            if (scope[i].Name == "this" && MemberSearch.Find(scope[i].Type, name.Name) is not null)
            {
                return ReadMember(Variable(i, name), name.Name, name);
            }
        }

        return null;
    }

    private Operand UnknownName(NameSyntax name)
    {
        var known = _lambdas.Select(l => l.Name).Concat(scope.Select(v => v.Name)).Distinct();
        var nearest = NearestNames.Of(name.Name, known);
        var hint = nearest.Length > 0 ? $"; did you mean {string.Join(", ", nearest)}?"
            : scope.Count == 0 ? "; there are no variables here"
            : $"; in scope are {string.Join(", ", scope.Select(v => v.Name).Distinct().Take(20))}";
        return Fail($"'{name.Name}' is no variable here{hint}", name);
    }

    private static Operand TypeOperand(Type type, Syntax syntax) =>
        new() { Node = Expression.Empty(), Syntax = syntax, TypeName = type };

    private Operand BindNullConditional(NullConditionalSyntax syntax)
    {
        var target = BindOperand(syntax.Target);
        if (target.IsBad)
        {
            return target;
        }

        var isNullable = Nullable.GetUnderlyingType(target.Type) is not null;
        if (target.Type.IsValueType && !isNullable)
        {
            return Fail($"'?' is not needed: {Describe(target)} is never null", syntax);
        }

        var temp = NewLocal(target.Type);
        var outer = _receiver;
        var value = isNullable ? Expression.Call(temp, temp.Type.GetMethod("GetValueOrDefault", [])!) : (Expression)temp;
        _receiver = new Operand { Node = value, Syntax = syntax.Target, IsNotNull = true, Tuple = target.Tuple };
        var access = Materialise(BindOperandOrChain(syntax.Access));
        _receiver = outer;
        if (access.IsBad)
        {
            return access;
        }

        var type = Lift(access.Type);
        var notNull = isNullable ? (Expression)Expression.Property(temp, "HasValue") : Expression.NotEqual(temp, Expression.Constant(null, temp.Type));
        return Operand.Of(
            Expression.Block(
                Expression.Assign(temp, target.Node),
                Expression.Condition(notNull, Expression.Convert(access.Node, type), Expression.Default(type), type)),
            syntax);
    }

    private Operand BindOperandOrChain(Syntax syntax)
    {
        var operand = Bind(syntax);
        return operand.Chain is null ? Single(operand) : operand;
    }

    private Operand BindConditional(ConditionalSyntax syntax)
    {
        var condition = BindOperand(syntax.Condition);
        var whenTrue = BindOperand(syntax.WhenTrue);
        var whenFalse = BindOperand(syntax.WhenFalse);
        if (condition.IsBad || whenTrue.IsBad || whenFalse.IsBad)
        {
            return Operand.Bad(syntax);
        }

        var test = Condition(condition);
        if (CommonType(whenTrue, whenFalse) is not { } type)
        {
            return Fail($"The two sides of the conditional have no common type: {Describe(whenTrue)} and {Describe(whenFalse)}", syntax);
        }

        return Operand.Of(
            Expression.Condition(test, ConvertImplicitly(whenTrue, type)!, ConvertImplicitly(whenFalse, type)!, type), syntax);
    }

    private static Type Lift(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    private ParameterExpression NewLocal(Type type)
    {
        var local = Expression.Variable(type);
        Locals.Add(local);
        return local;
    }

    /// <summary>Code that leaves the evaluation as undefined, in the place of a value of some type.</summary>
    private BlockExpression Undefine(string reason, Type type) => Undefine(reason, type, Undefined);

    private BlockExpression Undefine(string reason, Type type, UndefinedScope target)
    {
        target.IsUsed = true;
        return Expression.Block(
            type,
            Expression.Assign(Site, Expression.Constant(Faults.AddSite(reason))),
            Expression.Goto(target.Label, type));
    }

    /// <summary>The operand's value, once it is known not to be null.</summary>
    private Expression NotNull(Operand operand)
    {
        if (operand.Type.IsValueType || operand.IsNotNull)
        {
            return operand.Node;
        }

        var temp = NewLocal(operand.Type);
        return Expression.Block(
            Expression.Assign(temp, operand.Node),
            Expression.IfThen(
                Expression.ReferenceEqual(temp, Expression.Constant(null)),
                Undefine($"{SourceOf(operand.Syntax)} is null", typeof(void))),
            temp);
    }

    private string SourceOf(Syntax syntax)
    {
        var source = text[Math.Clamp(syntax.Start, 0, text.Length)..Math.Clamp(syntax.End, 0, text.Length)];
        return source.Length <= 60 ? source : source[..57] + "...";
    }

    private static string Describe(Operand operand) =>
        operand.IsNullLiteral ? "null" : operand.TypeName is { } type ? $"the type {BuiltInTypes.Name(type)}" : BuiltInTypes.Name(operand.Type);

    private Operand Fail(string message, Syntax syntax)
    {
        Error ??= new ExpressionError(message, syntax.Column);
        return Operand.Bad(syntax);
    }

    private Expression FailNode(string message, int column)
    {
        Error ??= new ExpressionError(message, column);
        return Expression.Empty();
    }
}
