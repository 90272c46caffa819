using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>Code for the predefined operators on operands that are promoted to <c>type</c>; unchecked, as C# is by default.</summary>
internal static class Arithmetic
{
    public static ExpressionType Node(string op) => op switch
    {
        "+" => ExpressionType.Add,
        "-" => ExpressionType.Subtract,
        "*" => ExpressionType.Multiply,
        "/" => ExpressionType.Divide,
        "%" => ExpressionType.Modulo,
        "&" => ExpressionType.And,
        "|" => ExpressionType.Or,
        "^" => ExpressionType.ExclusiveOr,
        "==" => ExpressionType.Equal,
        "!=" => ExpressionType.NotEqual,
        "<" => ExpressionType.LessThan,
        ">" => ExpressionType.GreaterThan,
        "<=" => ExpressionType.LessThanOrEqual,
        ">=" => ExpressionType.GreaterThanOrEqual,
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };

    /// <summary>Type to calculate in: native integers have no operators in expression trees, and are 64 bits wide here.</summary>
    public static Type Wide(Type type) => type == typeof(nint) ? typeof(long) : type == typeof(nuint) ? typeof(ulong) : type;

    public static Type AtLeastInt(Type type) => NumericTypes.IsImplicit(type, typeof(int)) ? typeof(int) : type;

    public static Expression Binary(string op, Expression left, Expression right, Type type)
    {
        var wide = Wide(type);
        var value = Expression.MakeBinary(Node(op), NumericTypes.Convert(left, wide), NumericTypes.Convert(right, wide));
        return value.Type == typeof(bool) ? value : NumericTypes.Convert(value, type);
    }

    public static Expression Bitwise(string op, Expression left, Expression right) => Expression.MakeBinary(Node(op), left, right);

    public static Expression Unary(string op, Expression operand, Type type)
    {
        var value = NumericTypes.Convert(operand, Wide(type));
        value = op switch
        {
            "-" => Expression.Negate(value),
            "~" => Expression.Not(value),
            _ => value,
        };
        return NumericTypes.Convert(value, type);
    }

    /// <summary>The count is masked to the width of the left side (12.11).</summary>
    public static Expression Shift(string op, Expression left, Expression right, Type type)
    {
        var wide = Wide(type);
        var isLong = wide == typeof(long) || wide == typeof(ulong);
        var count = Expression.And(NumericTypes.Convert(right, typeof(int)), Expression.Constant(isLong ? 63 : 31));
        var value = NumericTypes.Convert(left, wide);
        if (op == "<<")
        {
            return NumericTypes.Convert(Expression.LeftShift(value, count), type);
        }

        if (op == ">>")
        {
            return NumericTypes.Convert(Expression.RightShift(value, count), type);
        }

        var unsigned = isLong ? typeof(ulong) : typeof(uint);
        var shifted = Expression.RightShift(NumericTypes.Convert(value, unsigned), count);
        return NumericTypes.Convert(NumericTypes.Convert(shifted, wide), type);
    }
}
