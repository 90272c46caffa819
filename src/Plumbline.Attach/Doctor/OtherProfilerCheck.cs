using Plumbline.Attach.Attaching;
using Plumbline.Attach.Processes;

namespace Plumbline.Attach.Doctor;

/// <summary>A process takes one profiler. Names the one that is there.</summary>
internal sealed class OtherProfilerCheck : Check
{
    private static readonly string[] s_settings = ["CORECLR_", "DOTNET_"];

    public override string Name => "other profiler";

    public override CheckResult Run(Candidate candidate)
    {
        var facts = candidate.Facts;
        if (facts.Mapped?.Find(AgentFiles.ShimName) is not null)
        {
            return Ok("ours is already there");
        }

        if (facts.Mapped is { } mapped && KnownProfilers.Find(mapped) is { } known)
        {
            return Occupied($"{known.Product} is loaded ({known.Path})");
        }

        return Configured(facts) ?? (facts.Mapped is null ? Unknown("its memory map may not be read") : Ok("none"));
    }

    private CheckResult? Configured(TargetFacts facts)
    {
        var prefix = Array.Find(s_settings, p => EnvironmentSwitch.IsOn(facts, p + "ENABLE_PROFILING"));
        if (prefix is null)
        {
            return null;
        }

        var path = facts.Variable(prefix + "PROFILER_PATH_64") ?? facts.Variable(prefix + "PROFILER_PATH");
        var name = $"{prefix}ENABLE_PROFILING is set for {facts.Variable(prefix + "PROFILER") ?? "a profiler"}";
        if (path is null)
        {
            return Ok($"{name}, but without a path: nothing was loaded");
        }

        if (facts.Mapped is null)
        {
            return Unknown($"{name} ({path}); whether it is loaded can't be seen");
        }

        return facts.Mapped.Find(Path.GetFileName(path)) is null
            ? Ok($"{name}, but {path} is not loaded")
            : Occupied($"{name}, and {path} is loaded");
    }

    private CheckResult Occupied(string detail) => Failed(
        AttachFailure.OtherProfiler,
        detail + "; a process takes only one profiler",
        "Start the process without it (unset CORECLR_ENABLE_PROFILING), or look at another replica.");
}
