using System.Linq.Expressions;
using System.Reflection;

namespace Plumbline.Agent.Expressions;

/// <content>Holes of log templates.</content>
internal sealed partial class Binder
{
    private static readonly MethodInfo s_append = typeof(LogLine).GetMethods().Single(m => m is { Name: nameof(LogLine.Append), IsGenericMethod: true });

    private static readonly MethodInfo s_recordSite =
        typeof(EvaluationFaults).GetMethod(nameof(EvaluationFaults.Record), BindingFlags.NonPublic | BindingFlags.Instance, [typeof(int)])!;

    /// <summary>Code that appends one hole; an undefined one prints its reason and the line goes on.</summary>
    public Expression TemplateHole(TemplateHole hole, Expression line)
    {
        Operand value = Operand.Bad(hole.Expression.Root);
        var (node, own) = InOwnScope(() => (value = BindValue(hole.Expression.Root, null)).Node);
        if (value.IsBad)
        {
            return node;
        }

        if (hole.Format is not null && TextFormat.Check(value.Type, hole.Format) is { } problem)
        {
            return FailNode(problem, hole.FormatColumn);
        }

        var alignment = Expression.Constant(hole.Alignment);
        var append = Append(value.Node, hole, line, alignment);
        if (!own.IsUsed)
        {
            return append;
        }

        var end = Expression.Label("end");
        var reason = Expression.Call(Expression.Constant(Faults), nameof(EvaluationFaults.Reason), null, Site);
        return Expression.Block(
            typeof(void),
            append,
            Expression.Goto(end),
            Expression.Label(own.Label),
            Expression.Call(Expression.Constant(Faults), s_recordSite, Site),
            Expression.Call(line, nameof(LogLine.AppendUndefined), null, reason, alignment),
            Expression.Label(end));
    }

    private Expression Append(Expression value, TemplateHole hole, Expression line, Expression alignment)
    {
        var format = Expression.Constant(hole.Format, typeof(string));
        var stored = Stored(value, out var before);
        if (Nullable.GetUnderlyingType(value.Type) is not { } underlying)
        {
            return Expression.Block(before, Expression.Call(line, s_append.MakeGenericMethod(value.Type), stored, format, alignment));
        }

        return Expression.Block(
            before,
            Expression.IfThenElse(
                HasValue(stored),
                Expression.Call(line, s_append.MakeGenericMethod(underlying), ValueOf(stored), format, alignment),
                Expression.Call(line, s_append.MakeGenericMethod(typeof(string)), Expression.Constant(null, typeof(string)), format, alignment)));
    }
}
