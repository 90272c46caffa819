namespace Plumbline.Agent.Expressions;

/// <summary>An expression bound to the variables of a place and compiled.</summary>
/// <param name="Delegate">
/// <c>Func&lt;P1..Pn, R&gt;</c> with the types of <paramref name="Parameters"/> and <paramref name="Type"/>. It never throws. Where the
/// expression is undefined it gives the default of R (false for a condition), and says so to <paramref name="Faults"/>.
/// </param>
/// <param name="Parameters">The variables that the expression uses, in the order of the scope.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="Faults">Evaluations that came to no value.</param>
internal sealed record CompiledExpression(Delegate Delegate, Variable[] Parameters, Type Type, EvaluationFaults Faults);
