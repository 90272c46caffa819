using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

/// <summary>Every place that may break a rule, and why. One that excuses nothing any more is an error itself.</summary>
internal static class Exceptions
{
    public static IReadOnlyList<Exception> List { get; } =
    [
        new("machine-paths", "tests/Plumbline.Architecture.Tests/RulesCanFail.cs", "", "the made-up texts that break the rule"),
        new("unknown-hosts", "tests/Plumbline.Architecture.Tests/RulesCanFail.cs", "", "the made-up texts that break the rule"),
    ];

    /// <param name="Place">The finding's place, exactly.</param>
    /// <param name="Subject">The finding's subject, or empty for all of the place.</param>
    internal sealed record Exception(string Rule, string Place, string Subject, string Reason)
    {
        public bool Excuses(string rule, Finding finding) =>
            rule == Rule && finding.Place == Place && (Subject.Length == 0 || Subject == finding.Subject);
    }
}
