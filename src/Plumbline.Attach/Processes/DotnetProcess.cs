using Plumbline.Attach.Doctor;

namespace Plumbline.Attach.Processes;

/// <summary>One .NET process as <c>plumb ps</c> shows it.</summary>
/// <param name="Refusal">The first precondition that fails, or null where attaching should work.</param>
internal sealed record DotnetProcess(
    int Pid,
    string Name,
    string? RuntimeVersion,
    string? Architecture,
    string User,
    string CommandLine,
    CheckResult? Refusal)
{
    public static DotnetProcess From(TargetFacts facts, CheckResult? refusal) => new(
        facts.Pid,
        NameOf(facts),
        Processes.RuntimeVersion.Of(facts),
        facts.Runtime?.Architecture.ToLowerInvariant(),
        facts.User,
        string.Join(' ', facts.Arguments),
        refusal);

    /// <summary>The entry assembly where the runtime tells it; else the .dll it was started with; else the executable.</summary>
    public static string NameOf(TargetFacts facts)
    {
        if (facts.Runtime is { Entry.Length: > 0 } answer)
        {
            return answer.Entry;
        }

        var executable = Path.GetFileName(facts.Executable ?? facts.Arguments.FirstOrDefault());
        if (executable is not (null or "dotnet"))
        {
            return executable;
        }

        var assembly = Array.Find(facts.Arguments, a => a.EndsWith(".dll", StringComparison.Ordinal));
        return assembly is null ? executable ?? facts.Status.Name : Path.GetFileNameWithoutExtension(assembly);
    }
}
