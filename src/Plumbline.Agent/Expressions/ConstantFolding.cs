using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// Keeps constants constant, because a constant converts where a value does not (<c>ulongValue + (2 - 1)</c>), and reports an
/// overflow between constants, as C# does.
/// </summary>
internal static class ConstantFolding
{
    public static Operand Fold(Binder binder, Operand value, params ReadOnlySpan<Operand> parts)
    {
        foreach (var part in parts)
        {
            if (!part.IsConstant || part.IsNullLiteral)
            {
                return value;
            }
        }

        if (value.IsBad || binder.Error is not null)
        {
            return value;
        }

        var isDivision = value.Syntax is BinarySyntax { Operator: "/" or "%" };
        if (isDivision && parts[1].Constant is { } divisor && Convert.ToDouble(divisor, null) == 0 && value.Type != typeof(double) && value.Type != typeof(float))
        {
            return binder.ReportConstant("Division by zero", value.Syntax);
        }

        if (isDivision && parts[1].Constant is -1 or -1L)
        {
            return value;
        }

        var node = isDivision ? Arithmetic.Binary(((BinarySyntax)value.Syntax).Operator, parts[0].Node, parts[1].Node, value.Type) : Checked(value.Node);
        try
        {
            var constant = Expression.Lambda<Func<object>>(Expression.Convert(node, typeof(object))).Compile(preferInterpretation: true)();
            return Operand.Of(constant, value.Type, value.Syntax);
        }
        catch (OverflowException)
        {
            return binder.ReportConstant("The constant overflows its type", value.Syntax);
        }
    }

    private static Expression Checked(Expression node) => node switch
    {
        BinaryExpression { Method: null } binary when node.Type.IsPrimitive && node.Type != typeof(double) && node.Type != typeof(float) => binary.NodeType switch
        {
            ExpressionType.Add => Expression.AddChecked(binary.Left, binary.Right),
            ExpressionType.Subtract => Expression.SubtractChecked(binary.Left, binary.Right),
            ExpressionType.Multiply => Expression.MultiplyChecked(binary.Left, binary.Right),
            _ => node,
        },
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } unary when node.Type.IsPrimitive && unary.Operand.Type.IsPrimitive =>
            Expression.ConvertChecked(unary.Operand, node.Type),
        UnaryExpression { NodeType: ExpressionType.Negate, Method: null } unary when node.Type.IsPrimitive => Expression.NegateChecked(unary.Operand),
        _ => node,
    };
}
