using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Origins;

internal static class TraceExportRun
{
    public static Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string? target) => throw new UsageException($"{context} {query} {target}");
}
