using Plumbline.Agent.Expressions;

namespace Plumbline.Agent.Probes.Thunks;

/// <summary>
/// Whether an expression reads what is secret: by a name of its own, by that of the method, or in a tuple one of whose members has a secret
/// name. Out of such a tuple only members that are named may be read, and how many there are of it.
/// </summary>
internal static class SecretExpression
{
    private static readonly string[] s_harmless = ["Count", "Length"];

    /// <summary>The name that makes it secret; null where none does.</summary>
    public static string? Find(ParsedExpression expression, Site site, IReadOnlyList<Variable> scope)
    {
        var redactor = site.Probe.Redactor;
        if (!redactor.IsEnabled)
        {
            return null;
        }

        return expression.MemberNames.FirstOrDefault(name => redactor.IsSecretName(name) || site.Secrets.Hide(name))
            ?? scope.FirstOrDefault(variable => expression.FreeNames.Contains(variable.Name) && HoldsSecret(variable, site) && !NamesAnother(expression, variable, site))?.Name;
    }

    private static bool HoldsSecret(Variable variable, Site site) =>
        Array.Exists(variable.TupleNames ?? [], name => name is not null && site.Probe.Redactor.IsSecretName(name));

    private static bool NamesAnother(ParsedExpression expression, Variable variable, Site site) =>
        !expression.Text.Contains('?', StringComparison.Ordinal)
        && !expression.MemberNames.Any(name => name.StartsWith("Item", StringComparison.Ordinal) || name == "Rest")
        && expression.MemberNames.Any(name => s_harmless.Contains(name) || (name != variable.Name && variable.TupleNames!.Contains(name)));
}
