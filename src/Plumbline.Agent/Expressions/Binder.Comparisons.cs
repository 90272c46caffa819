using System.Linq.Expressions;
using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <content>Comparisons and patterns.</content>
internal sealed partial class Binder
{
    private static readonly MethodInfo s_stringEquals = typeof(string).GetMethod(nameof(string.Equals), [typeof(string), typeof(string)])!;

    /// <summary>A bool from a bool or a bool?, of which null is false.</summary>
    private Expression Condition(Operand operand)
    {
        if (operand.IsBad)
        {
            return operand.Node;
        }

        if (operand.Type == typeof(bool))
        {
            return operand.Node;
        }

        return operand.Type == typeof(bool?)
            ? OnStored(operand.Node, ValueOf)
            : FailNode($"A condition is needed here, but '{SourceOf(operand.Syntax)}' is {Describe(operand)}", operand.Syntax.Start);
    }

    /// <summary>Code over the value in a local, so that members of a value type can be called on it.</summary>
    private BlockExpression OnStored(Expression value, Func<ParameterExpression, Expression> use)
    {
        var local = Stored(value, out var assignment);
        return Expression.Block(assignment, use(local));
    }

    private ParameterExpression Stored(Expression value, out Expression assignment)
    {
        var local = NewLocal(value.Type);
        assignment = Expression.Assign(local, value);
        return local;
    }

    private Operand Compare(string op, Operand left, Operand right, Syntax syntax)
    {
        if (left.IsBad || right.IsBad)
        {
            return Operand.Bad(syntax);
        }

        var isEquality = op is "==" or "!=";
        if (isEquality && (left.IsNullLiteral || right.IsNullLiteral))
        {
            return CompareNull(op, left.IsNullLiteral ? right : left, syntax);
        }

        var (l, r) = (Underlying(left.Type), Underlying(right.Type));
        if (left.IsNullLiteral || right.IsNullLiteral)
        {
            return Fail($"'{op}' with null is never true", syntax);
        }

        if (NumericTypes.Promote(l, left.Constant, r, right.Constant, integralOnly: false) is { } type)
        {
            return CompareValues(op, left, right, syntax, (a, b) => Arithmetic.Binary(op, a, b, type));
        }

        if (l.IsEnum || r.IsEnum)
        {
            return CompareEnum(op, left, right, syntax);
        }

        if (l == r && (isEquality ? LibraryOperators.HasEquality(l) : LibraryOperators.IsOrdered(l)))
        {
            return CompareValues(op, left, right, syntax, (a, b) => Expression.MakeBinary(Arithmetic.Node(op), a, b));
        }

        if (LibraryOperators.CommonNumber(l, r) is { } number)
        {
            return CompareValues(op, left, right, syntax, (a, b) =>
                Expression.MakeBinary(Arithmetic.Node(op), Expression.Convert(a, number), Expression.Convert(b, number)));
        }

        return isEquality ? CompareOthers(op, left, right, syntax) : Fail(CantOrder(op, left, right), syntax);
    }

    private static string CantOrder(string op, Operand left, Operand right)
    {
        var duration = left.Type == typeof(TimeSpan) || right.Type == typeof(TimeSpan) ? "; write a duration as 100ms, 2s or 50us" : "";
        return Inapplicable(op, left, right) + duration;
    }

    private Operand CompareOthers(string op, Operand left, Operand right, Syntax syntax)
    {
        if (left.Type == typeof(bool) && right.Type == typeof(bool))
        {
            return Operand.Of(Expression.MakeBinary(Arithmetic.Node(op), left.Node, right.Node), syntax);
        }

        if (Underlying(left.Type) == typeof(bool) && Underlying(right.Type) == typeof(bool))
        {
            return CompareValues(op, left, right, syntax, (a, b) => Expression.MakeBinary(Arithmetic.Node(op), a, b));
        }

        if (AsString(left) is { } l && AsString(right) is { } r)
        {
            Expression equal = Expression.Call(s_stringEquals, l, r);
            return Operand.Of(op == "!=" ? Expression.Not(equal) : equal, syntax);
        }

        if (left.Type.IsValueType || right.Type.IsValueType)
        {
            return Fail(Inapplicable(op, left, right) + (left.Type == right.Type ? "; compare its fields" : ""), syntax);
        }

        return CompareReferences(op, left, right, syntax);
    }

    private Operand CompareReferences(string op, Operand left, Operand right, Syntax syntax)
    {
        foreach (var side in new[] { left, right })
        {
            if (MemberSearch.OverloadsEquality(side.Type))
            {
                return Fail($"'{op}' of {Describe(side)} is user code, which is never run; compare a member of it", syntax);
            }
        }

        var (l, r) = (left.Type, right.Type);
        if (l == typeof(string) || r == typeof(string))
        {
            return Fail($"{Inapplicable(op, left, right)}; cast first, as in (string)x", syntax);
        }

        return l.IsAssignableFrom(r) || r.IsAssignableFrom(l) || l.IsInterface || r.IsInterface
            ? Operand.Of(op == "==" ? Expression.ReferenceEqual(left.Node, right.Node) : Expression.ReferenceNotEqual(left.Node, right.Node), syntax)
            : Fail($"{Describe(left)} and {Describe(right)} are never the same object", syntax);
    }

    /// <summary>A string, or a character constant standing for one: the shell makes <c>'x'</c> easier to write than <c>"x"</c>.</summary>
    private static Expression? AsString(Operand operand) =>
        operand.Type == typeof(string) ? operand.Node
        : operand is { IsConstant: true, Constant: char c } ? Expression.Constant(c.ToString())
        : null;

    private Operand CompareNull(string op, Operand operand, Syntax syntax)
    {
        Expression isNull;
        if (operand.IsNullLiteral)
        {
            isNull = Expression.Constant(true);
        }
        else if (Nullable.GetUnderlyingType(operand.Type) is not null)
        {
            isNull = OnStored(operand.Node, v => Expression.Not(HasValue(v)));
        }
        else if (operand.Type.IsValueType)
        {
            return Fail($"'{SourceOf(operand.Syntax)}' is {Describe(operand)}, which is never null", syntax);
        }
        else
        {
            isNull = Expression.ReferenceEqual(operand.Node, Expression.Constant(null));
        }

        return Operand.Of(op == "==" ? isNull : Expression.Not(isNull), syntax);
    }

    private Operand CompareEnum(string op, Operand left, Operand right, Syntax syntax)
    {
        var type = Underlying(left.Type).IsEnum ? Underlying(left.Type) : Underlying(right.Type);
        if (EnumOperand(left, type) is not { } l || EnumOperand(right, type) is not { } r)
        {
            var text = (left.Constant ?? right.Constant) as string;
            return Fail(
                text is null ? Inapplicable(op, left, right) : $"{type.Name} has no '{text}'{Hint(NearestNames.Of(text, Enum.GetNames(type)))}", syntax);
        }

        return CompareValues(op, l, r, syntax, (a, b) => Arithmetic.Binary(
            op, ToNumber(a), ToNumber(b), Arithmetic.AtLeastInt(type.GetEnumUnderlyingType())));
    }

    /// <summary>The operand as that enum: of its type already, the constant 0, or the name of a member as a string.</summary>
    private static Operand? EnumOperand(Operand operand, Type type)
    {
        if (Underlying(operand.Type) == type)
        {
            return operand;
        }

        var value = operand switch
        {
            { IsConstant: true, Constant: 0 } => Enum.ToObject(type, 0),
            { IsConstant: true, Constant: string name } when Enum.IsDefined(type, name) => Enum.Parse(type, name),
            _ => null,
        };
        return value is null ? null : Operand.Of(value, type, operand.Syntax);
    }

    /// <summary>
    /// A comparison with nullable operands is false where either is null, except that two nulls are equal (12.4.8).
    /// </summary>
    private Operand CompareValues(string op, Operand left, Operand right, Syntax syntax, Func<Expression, Expression, Expression> apply)
    {
        if (!left.Type.IsValueType && !right.Type.IsValueType)
        {
            // Version: its operators take null.
            return Operand.Of(apply(left.Node, right.Node), syntax);
        }

        if (Underlying(left.Type) == left.Type && Underlying(right.Type) == right.Type)
        {
            return Operand.Of(apply(left.Node, right.Node), syntax);
        }

        var (l, r) = (NewLocal(left.Type), NewLocal(right.Type));
        var same = Expression.Equal(HasValue(l), HasValue(r));
        var values = apply(ValueOf(l), ValueOf(r));
        Expression result = op switch
        {
            "==" => Expression.AndAlso(same, Expression.OrElse(Expression.Not(HasValue(l)), values)),
            "!=" => Expression.OrElse(Expression.Not(same), Expression.AndAlso(HasValue(l), values)),
            _ => Expression.AndAlso(Expression.AndAlso(HasValue(l), HasValue(r)), values),
        };
        return Operand.Of(Expression.Block(Expression.Assign(l, left.Node), Expression.Assign(r, right.Node), result), syntax);
    }

    private Operand BindIs(IsSyntax syntax)
    {
        var operand = BindOperand(syntax.Operand);
        if (operand.IsBad)
        {
            return operand;
        }

        var temp = Stored(operand.Node, out var before);
        var value = operand.IsConstant && !operand.IsNullLiteral ? operand : new Operand { Node = temp, Syntax = syntax.Operand, IsNotNull = operand.IsNotNull };
        var test = Matches(value, syntax.Pattern);
        return Error is null ? Operand.Of(Expression.Block(before, test), syntax) : Operand.Bad(syntax);
    }

    private Expression Matches(Operand value, PatternSyntax pattern)
    {
        switch (pattern)
        {
            case NotPatternSyntax not:
                return Expression.Not(AsTest(Matches(value, not.Pattern)));
            case BothPatternSyntax both:
                var (left, right) = (AsTest(Matches(value, both.Left)), AsTest(Matches(value, both.Right)));
                return both.IsAnd ? Expression.AndAlso(left, right) : Expression.OrElse(left, right);
            case ValuePatternSyntax test:
                var constant = BindOperand(test.Value);
                return !constant.IsConstant && !constant.IsBad && !constant.Type.IsEnum
                    ? FailNode("A constant is needed after 'is'", test.Column)
                    : AsTest(Compare(test.Operator, value, constant, test).Node);
            default:
                return MatchesType(value, (TypePatternSyntax)pattern);
        }
    }

    private static Expression AsTest(Expression node) => node.Type == typeof(bool) ? node : Expression.Constant(false);

    private Expression MatchesType(Operand value, TypePatternSyntax pattern)
    {
        if (_types.Resolve(pattern.Type) is { } type)
        {
            if (Underlying(value.Type) == value.Type && value.Type.IsValueType)
            {
                return Expression.Constant(type.IsAssignableFrom(value.Type));
            }

            return IsOfType(value.Node, type);
        }

        // Status is Paid, Status is OrderStatus.Paid: a constant that is written like a type.
        if (Underlying(value.Type) is { IsEnum: true } enumType && pattern.Type.Arguments.Count == 0
            && EnumMember(enumType, pattern.Type) is { } member)
        {
            return AsTest(Compare("==", value, Operand.Of(member, enumType, pattern), pattern).Node);
        }

        return FailNode(UnknownType(pattern.Type), pattern.Column);
    }

    /// <summary>
    /// A type test that runs no user code: an object may decide itself which interfaces it has (IDynamicInterfaceCastable), and such
    /// an object has none here.
    /// </summary>
    private static Expression IsOfType(Expression value, Type type) => type.IsInterface && !type.IsAssignableFrom(value.Type)
        ? Expression.AndAlso(
            Expression.Not(Expression.TypeIs(value, typeof(System.Runtime.InteropServices.IDynamicInterfaceCastable))), Expression.TypeIs(value, type))
        : Expression.TypeIs(value, type);

    private object? EnumMember(Type type, TypeSyntax syntax)
    {
        var owner = syntax.Names.Count > 1 ? _types.Resolve([.. syntax.Names.Take(syntax.Names.Count - 1)]) : type;
        return owner == type && Enum.IsDefined(type, syntax.Names[^1]) ? Enum.Parse(type, syntax.Names[^1]) : null;
    }

    private string UnknownType(TypeSyntax type) =>
        $"The type '{string.Join('.', type.Names)}' is not known here{Hint(NearestNames.Of(type.Names[^1], _types.KnownNames()))}; "
        + "types are found by the namespaces of the variables' types, or by full name";

    private static string Hint(string[] nearest) => nearest.Length == 0 ? "" : $"; did you mean {string.Join(", ", nearest)}?";
}
