namespace Plumbline.Architecture.Tests.Repository;

/// <summary>One place that breaks a rule.</summary>
/// <param name="Place">A path, or the name of a house.</param>
/// <param name="Subject">The type, method or word in question; empty when it is the whole place.</param>
internal sealed record Finding(string Place, string Subject, string Says)
{
    public override string ToString() => $"{Place}: {(Subject.Length == 0 ? "" : Subject + " ")}{Says}";
}
