using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>
/// <c>Sum</c> and <c>Average</c> with the types of LINQ: int, long, float, double and decimal, where smaller types are promoted;
/// ulong too. A sum that overflows is undefined.
/// </summary>
internal sealed class ElementSums(Binder binder)
{
    public Operand Bind(ElementChain chain, LambdaSyntax? lambda, CallSyntax syntax)
    {
        ParameterExpression? sum = null;
        Type? result = null;
        var count = binder.Local(typeof(long));
        var loop = binder.Loop(chain, (element, _) =>
        {
            var value = binder.Select(lambda, element);
            var type = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
            var (total, own) = Accumulator(type);
            if (value.IsBad || total is null)
            {
                binder.ReportConstant($"{syntax.Name} needs numbers, not {BuiltInTypes.Name(type)}", syntax);
                return Expression.Empty();
            }

            result = own;
            sum = binder.Local(total);
            return Add(value, sum, count);
        });
        if (binder.Error is not null || sum is null || result is null)
        {
            return Operand.Bad(syntax);
        }

        var start = Expression.Block(Expression.Assign(sum, Expression.Default(sum.Type)), Expression.Assign(count, Expression.Constant(0L)));
        var code = syntax.Name == "Sum" ? Narrow(sum, result) : Average(sum, count, result, syntax);
        return Operand.Of(Expression.Block(start, loop, code), syntax);
    }

    /// <summary>Type to add up in and type of the sum.</summary>
    private static (Type? Total, Type Result) Accumulator(Type type)
    {
        if (type == typeof(TimeSpan))
        {
            return (typeof(TimeSpan), type);
        }

        if (type == typeof(ulong) || type == typeof(nuint))
        {
            return (typeof(ulong), typeof(ulong));
        }

        if (type == typeof(float) || type == typeof(double))
        {
            return (typeof(double), type);
        }

        if (type == typeof(decimal))
        {
            return (type, type);
        }

        return NumericTypes.IsImplicit(type, typeof(int)) ? (typeof(long), typeof(int))
            : NumericTypes.IsImplicit(type, typeof(long)) ? (typeof(long), typeof(long))
            : (null, type);
    }

    private BlockExpression Add(Operand value, ParameterExpression sum, ParameterExpression count)
    {
        var one = binder.Local(value.Type);
        var isNullable = Nullable.GetUnderlyingType(value.Type) is not null;
        Expression plain = isNullable ? Expression.Call(one, one.Type.GetMethod("GetValueOrDefault", [])!) : one;
        plain = sum.Type == typeof(TimeSpan) ? plain : NumericTypes.Convert(plain, sum.Type);
        var added = sum.Type == typeof(double) ? Expression.Add(sum, plain) : Checked(sum, plain);
        Expression step = Expression.Block(typeof(void), Expression.Assign(sum, added), Expression.PreIncrementAssign(count));
        return Expression.Block(Expression.Assign(one, value.Node), isNullable ? Expression.IfThen(Expression.Property(one, "HasValue"), step) : step);
    }

    private BinaryExpression Checked(Expression sum, Expression value)
    {
        binder.CanThrow();
        return sum.Type.IsPrimitive ? Expression.AddChecked(sum, value) : Expression.Add(sum, value);
    }

    private Expression Narrow(ParameterExpression sum, Type result)
    {
        if (result == sum.Type)
        {
            return sum;
        }

        return result == typeof(int) ? Expression.ConvertChecked(sum, result) : Expression.Convert(sum, result);
    }

    private Expression Average(ParameterExpression sum, ParameterExpression count, Type result, Syntax syntax)
    {
        var type = result == typeof(decimal) || result == typeof(float) || result == typeof(TimeSpan) ? result : typeof(double);
        var total = type == typeof(decimal) || type == typeof(TimeSpan) ? (Expression)sum : Expression.Convert(sum, typeof(double));
        Expression quotient = type == typeof(decimal)
            ? Expression.Divide(total, Expression.Convert(count, typeof(decimal)))
            : Expression.Divide(total, Expression.Convert(count, typeof(double)));
        return Expression.Block(
            Expression.IfThen(Expression.Equal(count, Expression.Constant(0L)), binder.UndefinedAt("There is no element to take the Average of")),
            quotient.Type == type ? quotient : Expression.Convert(quotient, type));
    }
}
