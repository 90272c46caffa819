using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <content>Operators.</content>
internal sealed partial class Binder
{
    private Operand BindUnary(UnarySyntax syntax)
    {
        var operand = BindOperand(syntax.Operand);
        if (operand.IsBad)
        {
            return operand;
        }

        var type = Underlying(operand.Type);
        if (syntax.Operator == "!")
        {
            return type == typeof(bool)
                ? Operand.Of(Expression.Not(operand.Node), syntax)
                : Fail($"'!' needs a bool, but this is {Describe(operand)}", syntax);
        }

        if (type.IsEnum && syntax.Operator == "~")
        {
            return LiftUnary(operand, syntax, v => Expression.Convert(Expression.Not(Expression.Convert(v, type.GetEnumUnderlyingType())), type));
        }

        if (type == typeof(TimeSpan) || NumericTypes.IsLibraryNumber(type))
        {
            return syntax.Operator == "~" || (syntax.Operator == "-" && type == typeof(UInt128))
                ? Fail($"'{syntax.Operator}' can't be applied to {Describe(operand)}", syntax)
                : LiftUnary(operand, syntax, v => syntax.Operator == "-" ? Throwing(Expression.Negate(v)) : v);
        }

        return NumericTypes.PromoteUnary(syntax.Operator, type) is { } promoted
            ? ConstantFolding.Fold(this, LiftUnary(operand, syntax, v => Arithmetic.Unary(syntax.Operator, v, promoted)), operand)
            : Fail($"'{syntax.Operator}' can't be applied to {Describe(operand)}", syntax);
    }

    private Operand BindBinary(BinarySyntax syntax)
    {
        if (syntax.Operator is "&&" or "||")
        {
            return BindLogical(syntax);
        }

        if (syntax.Operator == "??")
        {
            return BindCoalesce(syntax);
        }

        var left = BindOperand(syntax.Left);
        var right = BindOperand(syntax.Right);
        if (left.IsBad || right.IsBad)
        {
            return Operand.Bad(syntax);
        }

        return syntax.Operator switch
        {
            "==" or "!=" or "<" or ">" or "<=" or ">=" => Compare(syntax.Operator, left, right, syntax),
            "<<" or ">>" or ">>>" => Shift(syntax, left, right),
            "+" when left.Type == typeof(string) || right.Type == typeof(string) => Concatenate(left, right, syntax),
            _ => Calculate(syntax, left, right),
        };
    }

    private Operand Calculate(BinarySyntax syntax, Operand left, Operand right)
    {
        var isBitwise = syntax.Operator is "&" or "|" or "^";
        var (l, r) = (Underlying(left.Type), Underlying(right.Type));
        if (left.IsNullLiteral || right.IsNullLiteral)
        {
            return Fail($"'{syntax.Operator}' can't be applied to null", syntax);
        }

        if (isBitwise && l == typeof(bool) && r == typeof(bool))
        {
            return Logical(syntax, left, right);
        }

        if (l.IsEnum || r.IsEnum)
        {
            return CalculateEnum(syntax, left, right);
        }

        if (NumericTypes.Promote(l, left.Constant, r, right.Constant, isBitwise) is { } type)
        {
            return ConstantFolding.Fold(this, Lifted(left, right, syntax, (a, b) => Numeric(syntax.Operator, a, b, type)), left, right);
        }

        if (!isBitwise && LibraryOperators.Result(syntax.Operator, l, r) is { } library)
        {
            return Lifted(left, right, syntax, (a, b) => library.IsDivision
                ? Divide(syntax.Operator, Expression.Convert(a, library.Left), Expression.Convert(b, library.Right))
                : Throwing(Expression.MakeBinary(Arithmetic.Node(syntax.Operator), Expression.Convert(a, library.Left), Expression.Convert(b, library.Right))));
        }

        return Fail(Inapplicable(syntax.Operator, left, right), syntax);
    }

    private static string Inapplicable(string op, Operand left, Operand right)
    {
        var text = $"'{op}' can't be applied to {Describe(left)} and {Describe(right)}";
        return NumericTypes.IsNumeric(Underlying(left.Type)) && NumericTypes.IsNumeric(Underlying(right.Type))
            ? text + ", as in C#; cast one of them"
            : text;
    }

    private Expression Numeric(string op, Expression left, Expression right, Type type)
    {
        if (type == typeof(decimal) && op is not "%" and not "/")
        {
            return Throwing(Arithmetic.Binary(op, left, right, type));
        }

        return op is "/" or "%" && type != typeof(float) && type != typeof(double)
            ? Divide(op, left, right, type)
            : Arithmetic.Binary(op, left, right, type);
    }

    private Expression Divide(string op, Expression left, Expression right, Type type)
    {
        var wide = Arithmetic.Wide(type);
        var quotient = Divide(op, NumericTypes.Convert(left, wide), NumericTypes.Convert(right, wide));
        return NumericTypes.Convert(quotient, type);
    }

    /// <summary>Division that is undefined by zero, and where the quotient overflows (the least int by -1).</summary>
    private Expression Divide(string op, Expression left, Expression right)
    {
        var (dividend, divisor) = (NewLocal(left.Type), NewLocal(right.Type));
        var code = new List<Expression>
        {
            Expression.Assign(dividend, left),
            Expression.Assign(divisor, right),
            Expression.IfThen(Expression.Equal(divisor, Expression.Default(right.Type)), Undefine("Division by zero", typeof(void))),
        };
        if (left.Type == typeof(int) || left.Type == typeof(long))
        {
            var least = Expression.Field(null, left.Type, "MinValue");
            var overflows = Expression.AndAlso(
                Expression.Equal(divisor, NumericTypes.Convert(Expression.Constant(-1), left.Type)), Expression.Equal(dividend, least));
            code.Add(Expression.IfThen(overflows, Undefine("The division overflows", typeof(void))));
        }

        var quotient = Expression.MakeBinary(Arithmetic.Node(op), dividend, divisor);
        code.Add(left.Type.IsPrimitive ? quotient : Throwing(quotient));
        return Expression.Block(code);
    }

    private Operand Shift(BinarySyntax syntax, Operand left, Operand right)
    {
        var (l, r) = (Underlying(left.Type), Underlying(right.Type));
        var type = NumericTypes.Promote(l, null, l, null, integralOnly: true);
        if (type is null || left.IsNullLiteral || !(NumericTypes.IsImplicit(r, typeof(int)) && NumericTypes.IsNumeric(r)))
        {
            return Fail($"'{syntax.Operator}' can't be applied to {Describe(left)} and {Describe(right)}", syntax);
        }

        return ConstantFolding.Fold(this, Lifted(left, right, syntax, (a, b) => Arithmetic.Shift(syntax.Operator, a, b, type)), left, right);
    }

    private Operand CalculateEnum(BinarySyntax syntax, Operand left, Operand right)
    {
        var (l, r) = (Underlying(left.Type), Underlying(right.Type));
        var type = l.IsEnum ? l : r;
        if (l == r && syntax.Operator is "&" or "|" or "^")
        {
            return Lifted(left, right, syntax, (a, b) => FromNumber(Arithmetic.Bitwise(syntax.Operator, ToNumber(a), ToNumber(b)), type));
        }

        var number = type.GetEnumUnderlyingType();
        if (l == r && syntax.Operator == "-")
        {
            return Lifted(left, right, syntax, (a, b) => NumericTypes.Convert(
                Arithmetic.Binary("-", ToNumber(a), ToNumber(b), Arithmetic.AtLeastInt(number)), number));
        }

        var other = l.IsEnum ? right : left;
        if (l != r && (syntax.Operator == "+" || (syntax.Operator == "-" && l.IsEnum)) && IsNumberFor(other, number))
        {
            return Lifted(left, right, syntax, (a, b) => FromNumber(
                Arithmetic.Binary(syntax.Operator, ToNumber(a), ToNumber(b), Arithmetic.AtLeastInt(number)), type));
        }

        return Fail(Inapplicable(syntax.Operator, left, right), syntax);
    }

    private static bool IsNumberFor(Operand operand, Type number) =>
        NumericTypes.IsImplicit(Underlying(operand.Type), number) || NumericTypes.ConstantFits(operand.Constant, number);

    private static Expression ToNumber(Expression value) =>
        value.Type.IsEnum ? Expression.Convert(value, value.Type.GetEnumUnderlyingType()) : value;

    private static Expression FromNumber(Expression value, Type type) =>
        Expression.Convert(NumericTypes.Convert(value, type.GetEnumUnderlyingType()), type);

    /// <summary><c>&amp; | ^</c> on bool; on bool? with the three-valued tables of C#.</summary>
    private static Operand Logical(BinarySyntax syntax, Operand left, Operand right)
    {
        var type = left.Type == right.Type ? left.Type : typeof(bool?);
        return Operand.Of(
            Arithmetic.Bitwise(syntax.Operator, Expression.Convert(left.Node, type), Expression.Convert(right.Node, type)), syntax);
    }

    /// <summary>
    /// Undefined on the left does not decide: <c>||</c> is true when the right side is, <c>&amp;&amp;</c> false when the right side
    /// is; otherwise the whole is undefined.
    /// </summary>
    private Operand BindLogical(BinarySyntax syntax)
    {
        var (leftNode, leftScope) = InOwnScope(() => Condition(BindOperand(syntax.Left)));
        var right = Condition(BindOperand(syntax.Right));
        if (Error is not null)
        {
            return Operand.Bad(syntax);
        }

        var isAnd = syntax.Operator == "&&";
        if (!leftScope.IsUsed)
        {
            return Operand.Of(isAnd ? Expression.AndAlso(leftNode, right) : Expression.OrElse(leftNode, right), syntax);
        }

        var result = NewLocal(typeof(bool));
        var unknown = NewLocal(typeof(bool));
        var known = Expression.Label("known");
        Undefined.IsUsed = true;
        return Operand.Of(
            Expression.Block(
                Expression.Assign(unknown, Expression.Constant(false)),
                Expression.Assign(result, leftNode),
                Expression.Goto(known),
                Expression.Label(leftScope.Label),
                Expression.Assign(unknown, Expression.Constant(true)),
                Expression.Assign(result, Expression.Constant(isAnd)),
                Expression.Label(known),
                Expression.IfThen(isAnd ? result : Expression.Not(result), Expression.Block(
                    Expression.Assign(result, right),
                    Expression.IfThen(
                        Expression.AndAlso(unknown, isAnd ? result : Expression.Not(result)),
                        Expression.Goto(Undefined.Label)))),
                result),
            syntax);
    }

    private (Expression Node, UndefinedScope Scope) InOwnScope(Func<Expression> bind)
    {
        var outer = Undefined;
        var own = new UndefinedScope();
        Undefined = own;
        var node = bind();
        Undefined = outer;
        return (node, own);
    }

    private Operand BindCoalesce(BinarySyntax syntax)
    {
        Operand left = Operand.Bad(syntax);
        var (_, leftScope) = InOwnScope(() => (left = BindOperand(syntax.Left)).Node);
        var right = BindOperand(syntax.Right);
        if (left.IsBad || right.IsBad)
        {
            return Operand.Bad(syntax);
        }

        var leftValue = Underlying(left.Type);
        var isNullable = leftValue != left.Type;
        if (left.IsNullLiteral)
        {
            return right;
        }

        if (left.Type.IsValueType && !isNullable && !leftScope.IsUsed)
        {
            return Fail($"'??' needs a left side that can be null, but this is {Describe(left)}", syntax);
        }

        var plain = left.With(Expression.Default(leftValue));
        var type = ConvertImplicitly(right, leftValue) is not null ? leftValue
            : ConvertImplicitly(right, left.Type) is not null ? left.Type
            : ConvertImplicitly(plain, right.Type) is not null ? right.Type : null;
        if (type is null)
        {
            return Fail($"The two sides of '??' have no common type: {Describe(left)} and {Describe(right)}", syntax);
        }

        return Operand.Of(Coalesce(left, ConvertImplicitly(right, type)!, type, leftScope), syntax);
    }

    private BlockExpression Coalesce(Operand left, Expression right, Type type, UndefinedScope leftScope)
    {
        var temp = NewLocal(left.Type);
        var result = NewLocal(type);
        var end = Expression.Label("end");
        var isNullable = Nullable.GetUnderlyingType(left.Type) is not null;
        Expression hasValue = isNullable ? Expression.Property(temp, "HasValue")
            : left.Type.IsValueType ? Expression.Constant(true)
            : Expression.ReferenceNotEqual(temp, Expression.Constant(null));
        var value = isNullable && Nullable.GetUnderlyingType(type) is null
            ? left.With(Expression.Call(temp, temp.Type.GetMethod("GetValueOrDefault", [])!))
            : left.With(temp);
        return Expression.Block(
            Expression.Assign(temp, left.Node),
            Expression.IfThen(hasValue, Expression.Block(
                Expression.Assign(result, ConvertImplicitly(value, type)!),
                Expression.Goto(end))),
            Expression.Label(leftScope.Label),
            Expression.Assign(result, right),
            Expression.Label(end),
            result);
    }

    private Operand Concatenate(Operand left, Operand right, Syntax syntax)
    {
        foreach (var side in new[] { left, right })
        {
            if (!side.IsNullLiteral && !TextOf.IsPrintable(Underlying(side.Type)))
            {
                return Fail($"A {Describe(side)} can't be joined to a string: its ToString would be user code", syntax);
            }
        }

        MayThrow = true;
        return Operand.Of(Expression.Call(typeof(TextOf), nameof(TextOf.Concat), null, TextOf.Call(left.Node), TextOf.Call(right.Node)), syntax);
    }

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private Operand LiftUnary(Operand operand, Syntax syntax, Func<Expression, Expression> apply)
    {
        if (Nullable.GetUnderlyingType(operand.Type) is null)
        {
            return Operand.Of(apply(operand.Node), syntax);
        }

        var temp = NewLocal(operand.Type);
        var value = apply(Expression.Call(temp, temp.Type.GetMethod("GetValueOrDefault", [])!));
        var type = Lift(value.Type);
        return Operand.Of(
            Expression.Block(
                Expression.Assign(temp, operand.Node),
                Expression.Condition(Expression.Property(temp, "HasValue"), Expression.Convert(value, type), Expression.Default(type), type)),
            syntax);
    }

    /// <summary>Applies an operator; where an operand is nullable the result is, and null when either is (12.4.8).</summary>
    private Operand Lifted(Operand left, Operand right, Syntax syntax, Func<Expression, Expression, Expression> apply)
    {
        var (liftLeft, liftRight) = (Nullable.GetUnderlyingType(left.Type) is not null, Nullable.GetUnderlyingType(right.Type) is not null);
        if (!liftLeft && !liftRight)
        {
            return Operand.Of(apply(left.Node, right.Node), syntax);
        }

        var (l, r) = (NewLocal(left.Type), NewLocal(right.Type));
        var value = apply(ValueOf(l), ValueOf(r));
        var type = Lift(value.Type);
        return Operand.Of(
            Expression.Block(
                Expression.Assign(l, left.Node),
                Expression.Assign(r, right.Node),
                Expression.Condition(Expression.AndAlso(HasValue(l), HasValue(r)), Expression.Convert(value, type), Expression.Default(type), type)),
            syntax);
    }

    private static Expression HasValue(Expression value) =>
        Nullable.GetUnderlyingType(value.Type) is null ? Expression.Constant(true) : Expression.Property(value, "HasValue");

    private static Expression ValueOf(Expression value) =>
        Nullable.GetUnderlyingType(value.Type) is null ? value : Expression.Call(value, value.Type.GetMethod("GetValueOrDefault", [])!);

    /// <summary>Marks code that calls something of the framework which can throw.</summary>
    private Expression Throwing(Expression code)
    {
        MayThrow = true;
        return code;
    }
}
