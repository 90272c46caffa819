using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Plumbline.Origin.Lines;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin --export agent-trace</c>: a record a file, one a line.</summary>
internal static class TraceExportRun
{
    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string? target)
    {
        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        var pattern = context.Get(query.Path) is { } text ? new PathPattern(text) : null;
        var files = target is not null ? [reading.Find(context, target)] : reading.Map.Files.Where(file => file.Kind == FileKind.Text && (pattern?.Matches(file.Path) ?? true));
        var version = typeof(TraceExportRun).Assembly.GetName().Version!.ToString(3);
        var written = 0;
        foreach (var file in files)
        {
            context.Cancel.ThrowIfCancellationRequested();
            if (TraceRecord.Of(file.Path, reading.Revision, reading.Judge.Judge(file), version) is { } record)
            {
                context.Terminal.Out.WriteLine(Encoding.UTF8.GetString(record));
                written++;
            }
        }

        context.Tell($"{written} Agent Trace records of {reading.Revision.Id[..9]}.");
        return ExitCode.Ok;
    }
}
