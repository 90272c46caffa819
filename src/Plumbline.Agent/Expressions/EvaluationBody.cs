using System.Linq.Expressions;
using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <summary>The frame around a bound expression: where undefined evaluations end, and what may throw is caught.</summary>
internal static class EvaluationBody
{
    private static readonly MethodInfo s_recordSite =
        typeof(EvaluationFaults).GetMethod(nameof(EvaluationFaults.Record), BindingFlags.NonPublic | BindingFlags.Instance, [typeof(int)])!;

    private static readonly MethodInfo s_recordError =
        typeof(EvaluationFaults).GetMethod(nameof(EvaluationFaults.Record), BindingFlags.NonPublic | BindingFlags.Instance, [typeof(Exception)])!;

    public static Expression Wrap(Binder binder, Expression value)
    {
        if (!binder.Undefined.IsUsed && !binder.MayThrow)
        {
            return Expression.Block([.. binder.Locals, binder.Site], [.. binder.Prologue, value]);
        }

        var faults = Expression.Constant(binder.Faults);
        var isVoid = value.Type == typeof(void);
        var result = Expression.Variable(isVoid ? typeof(int) : value.Type, "result");
        var end = Expression.Label("end");
        Expression body = Expression.Block(
            isVoid ? value : Expression.Assign(result, value),
            Expression.Goto(end),
            Expression.Label(binder.Undefined.Label),
            Expression.Call(faults, s_recordSite, binder.Site),
            Expression.Label(end));
        if (binder.MayThrow)
        {
            var error = Expression.Parameter(typeof(Exception), "error");
            var record = Expression.Block(
                typeof(void), Expression.Assign(result, Expression.Default(result.Type)), Expression.Call(faults, s_recordError, error));
            body = Expression.TryCatch(body, Expression.Catch(error, record));
        }

        return Expression.Block(
            [.. binder.Locals, binder.Site, result],
            [.. binder.Prologue, body, isVoid ? Expression.Empty() : result]);
    }
}
