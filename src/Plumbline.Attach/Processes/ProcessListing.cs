using Plumbline.Attach.Attaching;
using Plumbline.Attach.Doctor;

namespace Plumbline.Attach.Processes;

/// <summary>Finds the .NET processes of this machine, this one left out.</summary>
internal static class ProcessListing
{
    public static async Task<DotnetProcess[]> AllAsync(AgentFiles files)
    {
        var found = await FactsAsync().ConfigureAwait(false);
        return [.. found.Select(f => DotnetProcess.From(f, Examination.FirstFailure(f, files)))];
    }

    /// <summary>Facts of every .NET process, with the runtimes' answers, by pid.</summary>
    public static async Task<TargetFacts[]> FactsAsync()
    {
        var facts = ProcFile.Pids()
            .Where(pid => pid != Environment.ProcessId)
            .Select(TargetFacts.Read)
            .OfType<TargetFacts>()
            .Where(f => f.LooksDotnet)
            .OrderBy(f => f.Pid)
            .ToArray();
        await Task.WhenAll(facts.Select(f => f.AskRuntimeAsync())).ConfigureAwait(false);
        return [.. facts.Where(f => f.IsDotnet)];
    }
}
