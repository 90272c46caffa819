using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Verdicts;
using Plumbline.Wire;

namespace Plumbline.Cli.Origins;

/// <summary>
/// Who wrote the lines that frames stand on, at the commit that runs. The history is read beside the watch, as that may take seconds; frames
/// that come before it is read have no origin.
/// </summary>
internal sealed class FrameOrigins
{
    private readonly Dictionary<string, VerdictRun[]> _files = new(StringComparer.Ordinal);
    private readonly Task<OriginReading?> _reading;

    private FrameOrigins(Task<OriginReading?> reading) => _reading = reading;

    public static FrameOrigins None { get; } = new(Task.FromResult<OriginReading?>(null));

    /// <param name="context">Where the verb runs.</param>
    /// <param name="repository">A folder in the repository.</param>
    /// <param name="commit">The commit that runs.</param>
    public static FrameOrigins Start(VerbContext context, string repository, string commit) => new(Task.Run(() => ReadAsync(context, repository, commit)));

    /// <summary>Null where it is not known, or not yet.</summary>
    public FrameOriginLine? Of(CapturedFrame frame)
    {
        if (frame is not { User: true, File: { } path, Line: > 0 } || _reading is not { IsCompletedSuccessfully: true, Result: { } reading })
        {
            return null;
        }

        if (!_files.TryGetValue(path, out var runs))
        {
            _files[path] = runs = FileOf(reading.Map, path) is { } file ? [.. reading.Judge.Judge(file)] : [];
        }

        return Array.Find(runs, run => run.Start <= frame.Line && frame.Line <= run.End) is { Count: > 0 } found
            ? new FrameOriginLine(
                OriginText.Class(found.Verdict.Class),
                found.Verdict.Tool,
                found.Verdict.Model,
                Math.Round(found.Verdict.Confidence, 3),
                reading.Judge.Commits.Facts(found.First.Commit).Id)
            : null;
    }

    /// <summary>For people, behind a frame; empty where it is not known.</summary>
    public string Text(CapturedFrame frame, Palette palette)
    {
        if (Of(frame) is not { } origin)
        {
            return "";
        }

        var tool = OriginText.ToolAndModel(origin.Tool, origin.Model);
        var confidence = origin.Confidence > 0 ? $" {origin.Confidence * 100:0} %" : "";
        return "  " + palette.Value(origin.Class) + palette.Faint($"{(tool.Length > 0 ? " " + tool : "")}{confidence} {origin.Commit[..9]}");
    }

    /// <summary>Symbols name files as they lay on the machine that built them: the file is the one whose path ends theirs, the longest where several do.</summary>
    private static FileOrigins? FileOf(OriginMap map, string path)
    {
        var there = "/" + path.Replace('\\', '/');
        return map.Files.Where(file => file.Kind == FileKind.Text && there.EndsWith("/" + file.Path, StringComparison.Ordinal)).MaxBy(file => file.Path.Length);
    }

    private static async Task<OriginReading?> ReadAsync(VerbContext context, string repository, string commit)
    {
        try
        {
            return await OriginReading.OpenAsync(context, await RevisionList.RootAsync(repository, context.Cancel).ConfigureAwait(false), commit).ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is GitException or IOException or UnauthorizedAccessException)
        {
            // A watch without origins is better than none.
            context.Tell(SafeText.OneLine($"Origins can't be told: {trouble.Message}"));
            return null;
        }
        catch (OperationCanceledException) when (context.Cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
