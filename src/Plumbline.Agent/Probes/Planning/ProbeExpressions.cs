using Plumbline.Agent.Expressions;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;

namespace Plumbline.Agent.Probes.Planning;

/// <summary>The expressions of a probe, parsed once.</summary>
internal sealed class ProbeExpressions
{
    private static readonly string[] s_exitNames = ["@return", "@exception", "@duration"];

    private ProbeExpressions(ParsedExpression? when, ParsedExpression? by, LogTemplate? template, IReadOnlyList<ParsedExpression> captures)
    {
        When = when;
        By = by;
        Template = template;
        Captures = captures;
        Names = [.. All().SelectMany(expression => expression.FreeNames), .. template?.FreeNames ?? []];
    }

    public ParsedExpression? When { get; }

    public ParsedExpression? By { get; }

    public LogTemplate? Template { get; }

    public IReadOnlyList<ParsedExpression> Captures { get; }

    /// <summary>Every variable that any of them names.</summary>
    public HashSet<string> Names { get; }

    /// <summary>Whether any of them needs the end of the invocation.</summary>
    public bool NeedExit => s_exitNames.Any(Names.Contains);

    /// <summary>Whether the condition needs the end of the invocation.</summary>
    public bool ConditionNeedsExit => When is not null && s_exitNames.Any(When.FreeNames.Contains);

    public bool Name(string variable) => Names.Contains(variable);

    /// <summary>What is captured where an invocation ends in this way: what returned has no exception, what threw has no result.</summary>
    public IReadOnlyList<ParsedExpression> CapturesAt(string outcome) =>
        [.. Captures.Where(capture => !capture.FreeNames.Contains(outcome == "threw" ? "@return" : "@exception"))];

    /// <summary>Whether a capture of a whole invocation is wanted where it ends in this way.</summary>
    public bool WantEnd(string outcome) => Captures.Count == 0 || CapturesAt(outcome).Count > 0;

    /// <exception cref="PlacementException">One of them does not parse, or would read what is redacted.</exception>
    public static ProbeExpressions Parse(ProbeSpec spec, Redactor redactor)
    {
        var expressions = new ProbeExpressions(
            Parse(spec.When),
            Parse(spec.By),
            spec.Template is null ? null : Checked(LogTemplate.Parse(spec.Template), spec.Template),
            [.. spec.Captures.Select(text => Parse(text)!)]);
        if (expressions.When is { } when)
        {
            Refuse(when.MemberNames, when.Text, redactor, "A condition");
        }

        if (expressions.By is { } by)
        {
            Refuse(by.MemberNames, by.Text, redactor, "A group");
        }

        return expressions;
    }

    private static ParsedExpression? Parse(string? text) => text is null ? null : Checked(ParsedExpression.Parse(text), text);

    private static T Checked<T>(Outcome<T> outcome, string text)
        where T : class => outcome.IsOk
            ? outcome.Value
            : throw new PlacementException(new Failure(FailureCode.BadExpression, outcome.Error.Message, Text: text, Column: outcome.Error.Column));

    /// <summary>A condition tells by its outcome what a value is, so it must not read what may not be shown.</summary>
    private static void Refuse(IEnumerable<string> names, string text, Redactor redactor, string what)
    {
        if (names.FirstOrDefault(redactor.IsSecretName) is { } secret)
        {
            throw new PlacementException(new Failure(
                FailureCode.Redacted,
                $"{what} may not read '{secret}', which is redacted.",
                "Use another expression, or switch redaction off explicitly.",
                text,
                text.IndexOf(secret, StringComparison.Ordinal)));
        }
    }

    private IEnumerable<ParsedExpression> All()
    {
        foreach (var one in new[] { When, By }.OfType<ParsedExpression>())
        {
            yield return one;
        }

        foreach (var capture in Captures)
        {
            yield return capture;
        }
    }
}
