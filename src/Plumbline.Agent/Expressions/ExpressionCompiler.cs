using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>Binds an expression to the variables of a place and compiles it to a typed delegate.</summary>
internal static class ExpressionCompiler
{
    /// <param name="scope">Variables at the place, outermost first; of two with one name the later one counts.</param>
    /// <param name="want">Type that the value must have; null for the type that it has. A bool? serves as a bool: null is false.</param>
    public static Outcome<CompiledExpression> Compile(ParsedExpression parsed, IReadOnlyList<Variable> scope, Type? want)
    {
        try
        {
            var binder = new Binder(parsed.Text, scope);
            var value = binder.BindValue(parsed.Root, want);
            if (binder.Error is { } error)
            {
                return error;
            }

            var body = EvaluationBody.Wrap(binder, value.Node);
            var (parameters, variables) = binder.UsedParameters();
            if (parameters.Length > ExpressionLimits.Variables)
            {
                return new ExpressionError($"The expression uses {parameters.Length} variables; at most {ExpressionLimits.Variables} are allowed", 0);
            }

            var compiled = Expression.Lambda(body, parameters).Compile();
            return new CompiledExpression(compiled, variables, value.Type, binder.Faults);
        }
#pragma warning disable CA1031 // The boundary of this part: whatever goes wrong in the framework's compiler is an error of the expression.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ExpressionError($"The expression can't be compiled: {e.Message}", 0);
        }
    }
}
