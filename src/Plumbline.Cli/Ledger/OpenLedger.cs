using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Git;
using Plumbline.Git.Claims;
using Plumbline.Git.Shipping;
using Plumbline.Ledger.Facts;
using Plumbline.Origin;
using Plumbline.Origin.Lines;
using Plumbline.Store;
using Plumbline.Store.Ledger;

namespace Plumbline.Cli.Ledger;

/// <summary>
/// The ledger of the working directory, judged by what is known now. Judging takes a replay of the history, so it is done again only where events,
/// decisions, settings, the repository or the program are others than the last time.
/// </summary>
internal static class OpenLedger
{
    /// <summary>Null, and a word to the user, where there is none.</summary>
    public static async Task<LedgerFile?> FindAsync(VerbContext context)
    {
        var place = OpenStore.Place(context);
        if (!place.Ledger.Exists)
        {
            context.Tell($"There is no ledger in {SafeText.OneLine(place.Folder)} yet. `plumb ingest SOURCE FILE` begins one.");
            return null;
        }

        var ledger = LedgerFile.Open(place, create: false);
        try
        {
            await JudgeAsync(context, ledger).ConfigureAwait(false);
            return ledger;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    public static LedgerPolicy Policy(VerbContext context) => LedgerSettings.Find(context.Terminal.Directory);

    private static async Task JudgeAsync(VerbContext context, LedgerFile ledger)
    {
        var state = new LedgerState(ledger);
        if (state.LastEvent == 0)
        {
            // Nothing was ever ingested here; what is judged came otherwise, and can't be made again.
            return;
        }

        var (folder, head) = await RepositoryAsync(context).ConfigureAwait(false);
        var digest = await DigestAsync(context, folder, head, state).ConfigureAwait(false);
        if (new FactsReader(ledger).Digest() == digest)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        context.TellIfVerbose("judging the ledger again: events, settings, the repository or the program changed");
        var kept = new CommitFactStore(ledger);
        var code = folder is null ? null : new LedgerCode(folder, await KnowledgeAsync(context, folder, head).ConfigureAwait(false), kept.Open()) { CacheFolder = OpenStore.Place(context).Folder };
        var (judgement, facts) = await LedgerJudge.JudgeAsync(code, new RecordReader(ledger).Read(), Policy(context), context.Cancel).ConfigureAwait(false);
        if (code is not null)
        {
            kept.Write(code.Kept);
        }

        new JudgementWriter(ledger, TimeProvider.System).Write(judgement, facts, digest);
        context.TellIfVerbose(string.Create(CultureInfo.InvariantCulture, $"judged in {watch.Elapsed.TotalSeconds:0.0} s"));
    }

    /// <summary>The root and the id of HEAD; null, and a word to the user, where there is no repository with commits.</summary>
    private static async Task<(string? Folder, string Head)> RepositoryAsync(VerbContext context)
    {
        try
        {
            var root = RevisionList.Root(context.Terminal.Directory, context.Cancel);
            return (root, RevisionList.Id(root, "HEAD", context.Cancel));
        }
        catch (GitException e) when (e.Failure is GitFailure.NoRepository or GitFailure.Unborn or GitFailure.Failed)
        {
            context.Tell("This is no repository with commits: nothing can be said of what deployments brought, and of who wrote it.");
            return (null, "");
        }
    }

    private static async Task<LineKnowledge> KnowledgeAsync(VerbContext context, string folder, string id)
    {
        var policy = OriginReading.PolicyOf(context);
        var state = RepositoryState.Read(folder, withHeads: true, context.Cancel);
        var contents = new FileContents(folder, state, id);
        var claims = await OriginReading.ClaimsAsync(folder, state, id, contents, context.Cancel).ConfigureAwait(false);
        var attributes = await contents.OneAsync(".gitattributes", context.Cancel).ConfigureAwait(false);
        return new LineKnowledge(policy, claims.Book, new GeneratedPaths(policy.Generated, attributes is null ? "" : Encoding.UTF8.GetString(attributes)));
    }

    private static async Task<string> DigestAsync(VerbContext context, string? folder, string head, LedgerState state)
    {
        var settings = SettingsFile.Find(context.Terminal.Directory) is { } file ? await File.ReadAllTextAsync(file, context.Cancel).ConfigureAwait(false) : "";
        var all = new StringBuilder().AppendJoin('\n', typeof(OpenLedger).Module.ModuleVersionId, typeof(CommitFacts).Module.ModuleVersionId, typeof(LedgerJudge).Module.ModuleVersionId, typeof(LedgerFile).Module.ModuleVersionId);
        all.Append('\n').AppendJoin('\n', folder ?? "", settings, state.LastEvent, state.LastVerdict);
        if (folder is not null)
        {
            all.Append('\n').Append(head);
            foreach (var reference in References.List(folder, ["refs"], context.Cancel))
            {
                all.Append('\n').Append(reference.Name).Append(' ').Append(reference.Object);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..32];
    }
}
