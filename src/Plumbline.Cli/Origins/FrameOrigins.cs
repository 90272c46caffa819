using System.CommandLine;
using Plumbline.Attach;
using Plumbline.Attach.Connection;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Sources;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Origin;
using Plumbline.Origin.Verdicts;
using Plumbline.Wire;

namespace Plumbline.Cli.Origins;

/// <summary>
/// Who wrote the lines that frames stand on, at the commit that runs. The history is read beside the view, as that may take seconds; frames
/// that are shown before it is read have no origin yet. What goes wrong is said once, and nothing waits for it.
/// </summary>
internal sealed class FrameOrigins : IAsyncDisposable
{
    private const int MostEarly = 1000;
    private readonly Dictionary<string, VerdictRun[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<CapturedFrame> _early = [];
    private readonly CancellationTokenSource _end;
    private readonly StringWriter _words = new();
    private readonly Task<OriginReading?> _reading;

    private FrameOrigins(VerbContext? context, Func<VerbContext, Task<OriginReading?>> read)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(context?.Cancel ?? CancellationToken.None);
        var own = context?.With(TextWriter.Synchronized(_words), _end.Token);
        _reading = own is null ? Task.FromResult<OriginReading?>(null) : Task.Run(() => ReadAsync(own, read));
    }

    /// <summary>The option that asks for it.</summary>
    public static Option<string?> Option() =>
        new("--repo") { Description = "Tell who wrote the lines that are shown, by the git repository that the process was built from.", HelpName = "DIR" };

    public static FrameOrigins None { get; } = new(null, _ => Task.FromResult<OriginReading?>(null));

    /// <summary>Ends when the history is read, or can't be; never fails.</summary>
    public Task Reading => _reading;

    /// <summary>Of a commit that is known.</summary>
    /// <param name="context">Where the verb runs.</param>
    /// <param name="repository">A folder in the repository.</param>
    /// <param name="commit">The commit that runs.</param>
    /// <param name="after">What to wait for before; null for nothing.</param>
    public static FrameOrigins Start(VerbContext context, string repository, string commit, Task? after = null) => new(context, async own =>
    {
        await (after ?? Task.CompletedTask).ConfigureAwait(false);
        return await OpenAsync(own, repository, commit).ConfigureAwait(false);
    });

    /// <summary>Of the commit that an agent's process was built from.</summary>
    /// <param name="context">Where the verb runs.</param>
    /// <param name="repository">A folder in the repository.</param>
    /// <param name="agent">The agent of the process.</param>
    public static FrameOrigins Start(VerbContext context, string repository, AgentConnection agent) => new(context, async own =>
    {
        var build = await agent.AskAsync<BuildDescribed>(new DescribeBuild(), own.Cancel).ConfigureAwait(false);
        var commit = await new RunningCommit(own, repository).FindAsync(build, "no origin can be told").ConfigureAwait(false);
        return commit is null ? null : await OpenAsync(own, repository, commit).ConfigureAwait(false);
    });

    /// <summary>Null where it is not known, or not yet.</summary>
    public FrameOriginLine? Of(CapturedFrame frame)
    {
        if (frame is not { User: true, File: { } path, Line: > 0 })
        {
            return null;
        }

        if (!_reading.IsCompleted)
        {
            _ = _early.Count < MostEarly && _early.Add(frame);
            return null;
        }

        if (_reading is not { IsCompletedSuccessfully: true, Result: { } reading })
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

    /// <summary>Of each frame; null where none of them is known.</summary>
    public FrameOriginLine?[]? Of(CapturedFrame[]? frames)
    {
        FrameOriginLine?[] origins = [.. (frames ?? []).Select(Of)];
        return Array.TrueForAll(origins, one => one is null) ? null : origins;
    }

    /// <summary>Of the place that a line was logged at; whoever places a probe means user code.</summary>
    public FrameOriginLine? Of(Logged logged) => logged.Method is { } method ? Of(new CapturedFrame(method, logged.File, logged.Line, User: true)) : null;

    /// <summary>For people, behind a frame; empty where it is not known.</summary>
    public string Text(CapturedFrame frame, Palette palette) => Behind(Of(frame), palette);

    /// <summary>For people, behind what was logged.</summary>
    public string Text(Logged logged, Palette palette) => Behind(Of(logged), palette);

    /// <summary>Frames that were shown before the history was read, with their origins; each is given once.</summary>
    public IReadOnlyList<(CapturedFrame Frame, FrameOriginLine Origin)> Late()
    {
        if (!_reading.IsCompleted)
        {
            return [];
        }

        var late = _early.Select(frame => (frame, Of(frame))).Where(one => one.Item2 is not null).Select(one => (one.frame, one.Item2!)).ToList();
        _early.Clear();
        return late;
    }

    /// <summary>Takes what was said while the history was read. It is for the view to say it: written from aside, it would tear what is drawn.</summary>
    public IEnumerable<string> Words()
    {
        if (!_reading.IsCompleted || _words.GetStringBuilder() is not { Length: > 0 } words)
        {
            return [];
        }

        var text = words.ToString();
        words.Clear();
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public async ValueTask DisposeAsync()
    {
        if (this != None)
        {
            await _end.CancelAsync().ConfigureAwait(false);
            await _reading.ConfigureAwait(false);
            _end.Dispose();
        }
    }

    public static string Text(FrameOriginLine origin, Palette palette)
    {
        var tool = OriginText.ToolAndModel(origin.Tool, origin.Model);
        var confidence = origin.Confidence > 0 ? $" {origin.Confidence * 100:0} %" : "";
        return palette.Value(origin.Class) + palette.Faint($"{(tool.Length > 0 ? " " + tool : "")}{confidence} {origin.Commit[..9]}");
    }

    private static string Behind(FrameOriginLine? origin, Palette palette) => origin is null ? "" : "  " + Text(origin, palette);

    /// <summary>Symbols name files as they lay on the machine that built them: the file is the one whose path ends theirs, the longest where several do.</summary>
    private static FileOrigins? FileOf(OriginMap map, string path)
    {
        var there = "/" + path.Replace('\\', '/');
        return map.Files.Where(file => file.Kind == FileKind.Text && there.EndsWith("/" + file.Path, StringComparison.Ordinal)).MaxBy(file => file.Path.Length);
    }

    private static async Task<OriginReading?> OpenAsync(VerbContext context, string repository, string commit)
    {
        var reading = await OriginReading.OpenAsync(context, AskedRevision.Open(context, repository, commit)).ConfigureAwait(false);
        reading.TellGaps(context);
        return reading;
    }

    private static async Task<OriginReading?> ReadAsync(VerbContext context, Func<VerbContext, Task<OriginReading?>> read)
    {
        try
        {
            return await read(context).ConfigureAwait(false);
        }
        catch (AttachException e) when (e.Code is AttachFailure.ProcessGone or AttachFailure.ConnectionLost)
        {
            // The view says so itself.
            return null;
        }
        catch (Exception trouble) when (!context.Cancel.IsCancellationRequested)
        {
            // A view without origins is better than none, whatever is wrong with the repository.
            context.Tell(SafeText.OneLine($"Origins can't be told: {trouble.Message}"));
            return null;
        }
        catch (Exception) when (context.Cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
