using System.Globalization;

namespace Plumbline.Attach.Processes;

/// <summary>Turns what the user typed for PID into one process: a pid, or a part of a name that only one process has.</summary>
internal static class ProcessSelector
{
    public static async Task<TargetFacts> SelectAsync(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return await ByPidAsync(pid).ConfigureAwait(false);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            throw new AttachException(AttachFailure.NoSuchProcess, "PID is empty: neither a pid nor a part of a process name.", "`plumb ps` lists the .NET processes.");
        }

        var all = await ProcessListing.FactsAsync().ConfigureAwait(false);
        var matches = Array.FindAll(all, f => Matches(f, text));
        var exact = Array.FindAll(matches, f => DotnetProcess.NameOf(f).Equals(text, StringComparison.OrdinalIgnoreCase));
        return (exact.Length == 1 ? exact : matches) switch
        {
            [var one] => one,
            [] => throw new AttachException(
                AttachFailure.NoSuchProcess,
                $"No .NET process has '{text}' in its name.",
                all.Length == 0 ? "No .NET process can be seen at all; see `plumb ps`." : $"There are: {Names(all)}."),
            var several => throw new AttachException(
                AttachFailure.AmbiguousProcess,
                $"{several.Length} processes match '{text}': {Names(several)}.",
                "Give the pid."),
        };
    }

    private static async Task<TargetFacts> ByPidAsync(int pid)
    {
        var facts = TargetFacts.Read(pid)
            ?? throw new AttachException(AttachFailure.NoSuchProcess, $"There is no process {pid}.", "`plumb ps` lists the .NET processes.");
        await facts.AskRuntimeAsync().ConfigureAwait(false);
        return facts;
    }

    /// <summary>The command line counts only up to the program, so that arguments don't make a process match.</summary>
    private static bool Matches(TargetFacts facts, string text) =>
        DotnetProcess.NameOf(facts).Contains(text, StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(facts.Executable ?? "").Contains(text, StringComparison.OrdinalIgnoreCase);

    private static string Names(IEnumerable<TargetFacts> facts) =>
        string.Join(", ", facts.Select(f => $"{f.Pid} {DotnetProcess.NameOf(f)}"));
}
