using System.Linq.Expressions;

namespace Plumbline.Agent.Expressions;

/// <summary>The text of a log probe: <c>order {order.Id} costs {total,10:F2}</c>. <c>{{</c> and <c>}}</c> stand for braces.</summary>
internal sealed class LogTemplate
{
    private readonly string _text;
    private readonly List<TemplatePart> _parts;

    private LogTemplate(string text, List<TemplatePart> parts)
    {
        _text = text;
        _parts = parts;
        FreeNames = [.. Holes.SelectMany(h => h.Expression.FreeNames).Distinct()];
        MemberNames = [.. Holes.SelectMany(h => h.Expression.MemberNames).Distinct()];
    }

    public IReadOnlyList<string> FreeNames { get; }

    public IReadOnlyList<string> MemberNames { get; }

    private IEnumerable<TemplateHole> Holes => _parts.Select(p => p.Hole).OfType<TemplateHole>();

    public static Outcome<LogTemplate> Parse(string text)
    {
        if (text.Length > ExpressionLimits.TextLength)
        {
            return new ExpressionError(
                $"The template is {text.Length} characters long; at most {ExpressionLimits.TextLength} are allowed", ExpressionLimits.TextLength);
        }

        var parser = new TemplateParser(text);
        var parts = parser.Parse();
        return parser.Error is { } error ? error : new LogTemplate(text, parts);
    }

    /// <summary>Compiles to a delegate that appends the line.</summary>
    /// <param name="isSecret">Tells expressions that read what may not be shown; such a hole prints <c>[redacted]</c>.</param>
    public Outcome<CompiledTemplate> Compile(IReadOnlyList<Variable> scope, Func<ParsedExpression, bool>? isSecret = null)
    {
        try
        {
            var binder = new Binder(_text, scope);
            var line = Expression.Parameter(typeof(LogLine), "line");
            var code = new List<Expression>();
            foreach (var part in _parts)
            {
                code.Add(part.Hole is null
                    ? Expression.Call(line, nameof(LogLine.AppendLiteral), null, Expression.Constant(part.Literal))
                    : Hole(binder, line, part.Hole, isSecret));
            }

            if (binder.Error is { } error)
            {
                return error;
            }

            var body = EvaluationBody.Wrap(binder, Expression.Block(typeof(void), [.. code, Expression.Empty()]));
            var (parameters, variables) = binder.UsedParameters();
            return parameters.Length > ExpressionLimits.Variables
                ? new ExpressionError($"The template uses {parameters.Length} variables; at most {ExpressionLimits.Variables} are allowed", 0)
                : new CompiledTemplate(Expression.Lambda(body, parameters.Prepend(line)).Compile(), variables, binder.Faults);
        }
#pragma warning disable CA1031 // The boundary of this part, as in ExpressionCompiler.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new ExpressionError($"The template can't be compiled: {e.Message}", 0);
        }
    }

    private static Expression Hole(Binder binder, Expression line, TemplateHole hole, Func<ParsedExpression, bool>? isSecret)
    {
        if (isSecret is not null && isSecret(hole.Expression))
        {
            return Expression.Call(line, nameof(LogLine.AppendLiteral), null, Expression.Constant("[redacted]"));
        }

        return binder.TemplateHole(hole, line);
    }
}

/// <summary>Literal text, or a hole.</summary>
internal sealed record TemplatePart(string Literal, TemplateHole? Hole);

internal sealed record TemplateHole(ParsedExpression Expression, int Alignment, string? Format, int FormatColumn);

/// <param name="Delegate"><c>Action&lt;LogLine, P1..Pn&gt;</c> with the types of <paramref name="Parameters"/>. It never throws.</param>
/// <param name="Parameters">The variables that the template uses, in the order of the scope.</param>
/// <param name="Faults">Holes that came to no value.</param>
internal sealed record CompiledTemplate(Delegate Delegate, Variable[] Parameters, EvaluationFaults Faults);
