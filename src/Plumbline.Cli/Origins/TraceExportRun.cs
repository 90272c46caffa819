using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Origin;
using Plumbline.Origin.Claims;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin --export agent-trace</c>: a record a file, one a line.</summary>
internal static class TraceExportRun
{
    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string? target)
    {
        if (context.Get(query.Csv))
        {
            throw new UsageException("--csv has no meaning with --export: Agent Trace is a form of its own.");
        }

        var reading = await OriginReading.OpenAsync(context, query).ConfigureAwait(false);
        if (target is null)
        {
            reading.TellGaps(context);
        }

        var isMeant = query.Files(context);
        var files = target is not null ? [reading.Find(context, target, isMeant)] : reading.Map.Files.Where(file => file.Kind == FileKind.Text && isMeant(file));
        var version = typeof(TraceExportRun).Assembly.GetName().Version!.ToString(3);
        var young = query.Lines(context, reading.Judge.Commits);
        var written = 0;
        foreach (var file in files)
        {
            context.Cancel.ThrowIfCancellationRequested();
            if (TraceRecord.Of(file.Path, reading.Revision, reading.Judge.Judge(file).Where(young.Has), version) is { } record)
            {
                context.Terminal.Out.WriteLine(Encoding.UTF8.GetString(record));
                written++;
            }
        }

        young.TellIfNone(context, query, "");
        context.Tell($"{written} Agent Trace records of {reading.Revision.Id[..9]}.");
        return ExitCode.Ok;
    }
}
