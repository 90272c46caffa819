using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Settings;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Git.Keeping;
using Plumbline.Origin;

namespace Plumbline.Cli.Origins;

/// <summary>
/// Keeps finished summaries, so that the second one of an unchanged repository is instant. The name of a file is the digest of all that it
/// depends on: commit, refs of notes and pull requests, settings, and the program itself; where something was not in this clone, the objects that are.
/// Only what ran to its end is kept.
/// </summary>
internal sealed class SummaryCache
{
    private const int Most = 24;
    private const string End = ".json";
    private readonly RepositoryState _state;
    private readonly string _whole;

    private SummaryCache(RepositoryState state, string whole) => (_state, _whole) = (state, whole);

    /// <summary>What is missing may come by a fetch that moves no ref.</summary>
    private string Partial => field ??= $"{_whole[..^End.Length]}-{RepositoryState.Digest(_state.Shape + _state.GapsDigest)}{End}";

    public static async Task<SummaryCache> OfAsync(VerbContext context, OriginQuery query, AskedRevision revision)
    {
        var settings = SettingsFile.Find(context.Terminal.Directory) is { } file ? await File.ReadAllTextAsync(file, context.Cancel).ConfigureAwait(false) : "";
        var program = $"{typeof(SummaryCache).Module.ModuleVersionId} {typeof(CommitFacts).Module.ModuleVersionId} {typeof(References).Module.ModuleVersionId}";
        var all = new StringBuilder().AppendJoin('\n', program, revision.Folder, revision.Id, revision.State.Shape, settings, context.Get(query.Path), query.SinceSeconds(context));
        var traces = new FileInfo(Path.Combine(revision.Folder, Plumbline.Origin.Claims.AgentTrace.File));
        all.Append('\n').Append(traces.Exists ? traces.LastWriteTimeUtc.Ticks : 0);
        foreach (var reference in revision.State.References)
        {
            all.Append('\n').Append(reference.Name).Append(' ').Append(reference.Object);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..24];
        return new SummaryCache(revision.State, Path.Combine(OriginReading.CacheOf(revision.Folder), "origin", $"summary-{digest}{End}"));
    }

    /// <summary>Null where none is kept, or where it can't be read.</summary>
    public OriginSummaryLine? Read(VerbContext context) => Read(context, _whole) ?? Read(context, Partial);

    private static OriginSummaryLine? Read(VerbContext context, string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), JsonShapes.Default.JsonLine) as OriginSummaryLine : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            context.TellIfVerbose($"the kept summary can't be read: {e.Message}");
            return null;
        }
    }

    /// <param name="context">Where the verb runs.</param>
    /// <param name="line">The summary.</param>
    /// <param name="isWhole">Whether all that it asked for was in this clone.</param>
    public void Write(VerbContext context, OriginSummaryLine line, bool isWhole)
    {
        try
        {
            var folder = Path.GetDirectoryName(_whole)!;
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var ignore = Path.Combine(Path.GetDirectoryName(folder)!, ".gitignore");
            if (!File.Exists(ignore))
            {
                File.WriteAllText(ignore, "*\n");
            }

            var half = Path.Combine(folder, Path.GetRandomFileName() + KeptFile.HalfEnd);
            File.WriteAllBytes(half, JsonSerializer.SerializeToUtf8Bytes(line, JsonShapes.Default.JsonLine));
            File.Move(half, isWhole ? _whole : Partial, overwrite: true);
            foreach (var old in new DirectoryInfo(folder).GetFiles("summary-*" + End).OrderByDescending(file => file.LastWriteTimeUtc).Skip(Most))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.TellIfVerbose($"the summary can't be kept: {e.Message}");
        }
    }
}
