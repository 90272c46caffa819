using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>What a verb needs that talks to an agent and places no probe.</summary>
internal sealed class TargetOptions
{
    public Argument<string> Process { get; } = new("PID") { Description = "A pid, or a part of a process name that only one has." };

    public Option<bool> Force { get; } = new("--force") { Description = "Attach although DOTNET_EnableDiagnostics_Profiler=0 was set." };
}
