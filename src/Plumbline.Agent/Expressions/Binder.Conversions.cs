using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <content>Conversions and casts.</content>
internal sealed partial class Binder
{
    /// <summary>Code for an implicit conversion, or null where C# has none.</summary>
    private static Expression? ConvertImplicitly(Operand operand, Type to)
    {
        var from = operand.Type;
        if (from == to && !operand.IsNullLiteral)
        {
            return operand.Node;
        }

        var target = Nullable.GetUnderlyingType(to);
        if (operand.IsNullLiteral)
        {
            return to.IsValueType && target is null ? null : Expression.Default(to);
        }

        var source = Nullable.GetUnderlyingType(from);
        if (source is not null)
        {
            return target is null ? null
                : source == target || (NumericTypes.IsNumeric(source) && NumericTypes.IsImplicit(source, target)) ? Expression.Convert(operand.Node, to)
                : null;
        }

        if (target is not null)
        {
            return ConvertImplicitly(operand, target) is { } value ? Expression.Convert(value, to) : null;
        }

        if ((NumericTypes.IsNumeric(from) && NumericTypes.IsImplicit(from, to)) || NumericTypes.ConstantFits(operand.Constant, to))
        {
            return NumericTypes.Convert(operand.Node, to);
        }

        if (to.IsEnum && EnumOperand(operand, to) is { } member)
        {
            return member.Node;
        }

        if (to == typeof(string))
        {
            return AsString(operand);
        }

        return to.IsAssignableFrom(from) && (!from.IsValueType || to == typeof(object)) ? Expression.Convert(operand.Node, to) : null;
    }

    /// <summary>Type in which two alternatives meet (12.18), or null.</summary>
    private static Type? CommonType(Operand left, Operand right)
    {
        if (left.IsNullLiteral || right.IsNullLiteral)
        {
            var other = left.IsNullLiteral ? right : left;
            return other.IsNullLiteral ? typeof(object) : Lift(other.Type);
        }

        if (left.Type == right.Type)
        {
            return left.Type;
        }

        if (ConvertImplicitly(right, left.Type) is not null)
        {
            return left.Type;
        }

        if (ConvertImplicitly(left, right.Type) is not null)
        {
            return right.Type;
        }

        var (l, r) = (Lift(left.Type), Lift(right.Type));
        return ConvertImplicitly(right, l) is not null ? l : ConvertImplicitly(left, r) is not null ? r : null;
    }

    private Operand BindConvert(ConvertSyntax syntax)
    {
        var operand = BindOperand(syntax.Operand);
        if (operand.IsBad)
        {
            return operand;
        }

        if (_types.Resolve(syntax.Type) is not { } type)
        {
            return Fail(UnknownType(syntax.Type), syntax.Type);
        }

        if (syntax.IsAs)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? Fail($"'as' needs a type that can be null; write {BuiltInTypes.Name(type)}?", syntax.Type)
                : CastReference(operand, type, syntax);
        }

        if (ConvertImplicitly(operand, type) is { } conversion)
        {
            return operand.IsConstant && !operand.IsNullLiteral
                ? ConstantFolding.Fold(this, Operand.Of(conversion, syntax), operand)
                : Operand.Of(conversion, syntax);
        }

        return CastNumber(operand, type, syntax) ?? CastReference(operand, type, syntax);
    }

    private Operand? CastNumber(Operand operand, Type type, Syntax syntax)
    {
        var (from, to) = (Underlying(operand.Type), Underlying(type));
        if (!IsNumberOrEnum(from) || !IsNumberOrEnum(to))
        {
            return from == to ? Unwrap(operand, syntax) : LibraryCast(operand, to, syntax);
        }

        var (number, wanted) = (from.IsEnum ? from.GetEnumUnderlyingType() : from, to.IsEnum ? to.GetEnumUnderlyingType() : to);
        MayThrow |= wanted == typeof(decimal) || number == typeof(decimal);
        var value = LiftUnary(operand, syntax, v =>
        {
            var converted = NumericTypes.Convert(ToNumber(v), wanted);
            return to.IsEnum ? Expression.Convert(converted, to) : converted;
        });
        if (Nullable.GetUnderlyingType(value.Type) is not null && Nullable.GetUnderlyingType(type) is null)
        {
            return Unwrap(value, syntax);
        }

        return ConstantFolding.Fold(this, value.Type == type ? value : Operand.Of(Expression.Convert(value.Node, type), syntax), operand);
    }

    private static bool IsNumberOrEnum(Type type) => NumericTypes.IsNumeric(type) || type.IsEnum;

    private Operand? LibraryCast(Operand operand, Type to, Syntax syntax)
    {
        var from = Underlying(operand.Type);
        var isLibrary = (NumericTypes.IsLibraryNumber(from) && IsNumberOrLibrary(to)) || (NumericTypes.IsLibraryNumber(to) && IsNumberOrLibrary(from));
        return isLibrary ? LiftUnary(operand, syntax, v => Throwing(Expression.Convert(v, to))) : null;
    }

    private static bool IsNumberOrLibrary(Type type) => NumericTypes.IsNumeric(type) || NumericTypes.IsLibraryNumber(type);

    /// <summary><c>x.Value</c>: undefined where the nullable is null.</summary>
    private Operand Unwrap(Operand operand, Syntax syntax)
    {
        var temp = Stored(operand.Node, out var before);
        var value = Expression.Block(
            before,
            Expression.IfThen(
                Expression.Not(Expression.Property(temp, "HasValue")), Undefine($"{SourceOf(operand.Syntax)} is null", typeof(void))),
            ValueOf(temp));
        return new Operand { Node = value, Syntax = syntax, Tuple = operand.Tuple };
    }

    /// <summary>A cast or <c>as</c> between reference types, and unboxing; a cast that fails is undefined, not an exception.</summary>
    private Operand CastReference(Operand operand, Type type, ConvertSyntax syntax)
    {
        var from = operand.Type;
        var possible = !from.IsValueType && (type.IsValueType || type.IsInterface || from.IsInterface || from.IsAssignableFrom(type) || type.IsAssignableFrom(from));
        if (!possible)
        {
            return Fail($"{Describe(operand)} can't be converted to {BuiltInTypes.Name(type)}", syntax);
        }

        if (type.IsValueType && !from.IsAssignableFrom(Underlying(type)))
        {
            return Fail($"{Describe(operand)} never holds a {BuiltInTypes.Name(type)}", syntax);
        }

        if (syntax.IsAs)
        {
            return Operand.Of(
                OnStored(operand.Node, v => Expression.Condition(IsOfType(v, type), Expression.Convert(v, type), Expression.Default(type), type)), syntax);
        }

        var temp = Stored(operand.Node, out var before);
        var fits = IsOfType(temp, type);
        Expression test = type.IsValueType ? fits : Expression.OrElse(Expression.ReferenceEqual(temp, Expression.Constant(null)), fits);
        return Operand.Of(
            Expression.Block(
                before,
                Expression.IfThen(Expression.Not(test), Undefine($"{SourceOf(operand.Syntax)} is no {BuiltInTypes.Name(type)}", typeof(void))),
                type.IsValueType ? Expression.Convert(Expression.Unbox(temp, Underlying(type)), type) : Expression.Convert(temp, type)),
            syntax);
    }

    /// <summary>Reports an error of constants, found while folding.</summary>
    internal Operand ReportConstant(string message, Syntax syntax) => Fail(message, syntax);
}
