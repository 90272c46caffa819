using System.CommandLine;

namespace Plumbline.Cli.Commands;

/// <summary>What a verb needs that talks to an agent and places no probe.</summary>
internal sealed class TargetOptions
{
    public Argument<string> Process { get; } = new("PID") { Description = "A pid, or a part of a process name that only one has." };

    public Option<string[]> Pdb { get; } = new("--pdb")
    {
        Description = "A symbol file; used only where its id matches the assembly. Repeatable.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> Force { get; } = new("--force") { Description = "Attach although DOTNET_EnableDiagnostics_Profiler=0 was set." };

    /// <summary>Whole paths of the symbol files, which exist.</summary>
    public string[] ReadPdb(VerbContext context) => [.. (context.Get(Pdb) ?? []).Select(ExistingFile)];

    private static string ExistingFile(string path) =>
        Path.Exists(path) ? Path.GetFullPath(path) : throw new UsageException($"There is no file or directory {path}.");
}
