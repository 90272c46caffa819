using Plumbline.Cli.Commands;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Git;
using Plumbline.Git.Claims;

namespace Plumbline.Cli.Origins;

/// <summary><c>plumb origin fetch</c>: gets notes and pull requests from the remote, once the user agreed.</summary>
internal static class FetchRun
{
    public static async Task<ExitCode> RunAsync(VerbContext context, OriginQuery query, string? named, bool yes)
    {
        var folder = RevisionList.Root(AskedRevision.FolderOf(context, query), context.Cancel);
        var remote = Choose(await RemoteFetch.RemotesAsync(folder, context.Cancel).ConfigureAwait(false), named);
        var offers = await RemoteFetch.AskAsync(folder, remote, context.Cancel).ConfigureAwait(false);
        var lacking = offers.Where(offer => offer.Lacking > 0).ToList();
        foreach (var offer in offers)
        {
            context.Tell($"{SafeText.OneLine(remote)} has {StateText.Plural(offer.Count, "ref")} of {offer.What} ({offer.Pattern}), {(offer.Lacking == 0 ? "all here" : $"{OriginText.Count(offer.Lacking)} missing or older here")}.");
        }

        if (lacking.Count == 0)
        {
            await AskedRemote.RememberAsync(context, folder).ConfigureAwait(false);
            context.Tell(offers.Count == 0 ? $"{SafeText.OneLine(remote)} offers neither notes nor pull requests." : "Nothing is to be fetched.");
            Write(context, query, remote, (offers, []));
            return ExitCode.Ok;
        }

        if (!yes && !Agreed(context))
        {
            Write(context, query, remote, (offers, []));
            return ExitCode.Ok;
        }

        var (done, failure) = await FetchAsync(context, folder, remote, lacking).ConfigureAwait(false);
        if (lacking.TrueForAll(offer => offer.What == "notes" || done.Contains(offer)))
        {
            await AskedRemote.RememberAsync(context, folder).ConfigureAwait(false);
        }

        Write(context, query, remote, (offers, done));
        return failure is null ? ExitCode.Ok : throw failure;
    }

    /// <summary>One kind after the other: notes that were also written here can't be fetched, and that must not keep the pull requests away.</summary>
    private static async Task<(List<RemoteOffer> Done, GitException? Failure)> FetchAsync(VerbContext context, string folder, string remote, List<RemoteOffer> lacking)
    {
        var done = new List<RemoteOffer>();
        GitException? failure = null;
        foreach (var offer in lacking)
        {
            try
            {
                await RemoteFetch.FetchAsync(folder, remote, [offer.Pattern], context.Cancel).ConfigureAwait(false);
                done.Add(offer);
                context.Tell($"Fetched {offer.Pattern}.");
            }
            catch (GitException e)
            {
                failure = e;
                context.Tell($"{offer.Pattern} could not be fetched.");
            }
        }

        return (done, failure);
    }

    private static bool Agreed(VerbContext context)
    {
        if (!context.Terminal.Live)
        {
            context.Tell("Nothing was fetched, as nobody could be asked: say --yes.");
            return false;
        }

        context.Terminal.Error.Write("Fetch them? They stay under refs/notes and refs/pull of this clone. [y/N] ");
        if (context.Terminal.Ask()?.Trim().ToLowerInvariant() is "y" or "yes")
        {
            return true;
        }

        context.Tell("Nothing was fetched.");
        return false;
    }

    private static string Choose(IReadOnlyList<string> remotes, string? named)
    {
        if (named is not null)
        {
            return remotes.Contains(named) ? named : throw new LookupException(OriginFailure.GitFailed, $"There is no remote {named}.", "`git remote` lists them.", [.. remotes]);
        }

        return remotes.Contains("origin") ? "origin"
            : remotes.Count == 1 ? remotes[0]
            : remotes.Count == 0 ? throw new LookupException(OriginFailure.GitFailed, "The repository has no remote.", "`git remote add` adds one; without it there is nothing to fetch from.", [])
            : throw new LookupException(OriginFailure.GitFailed, "The repository has several remotes, and none is called origin.", "Name one with --remote.", [.. remotes]);
    }

    private static void Write(VerbContext context, OriginQuery query, string remote, (IReadOnlyList<RemoteOffer> Offers, List<RemoteOffer> Done) found)
    {
        var lines = found.Offers.Select(offer => new OriginFetchLine(remote, offer.Pattern, offer.Count, offer.Lacking, found.Done.Contains(offer))).ToList();
        if (context.Json is { } json)
        {
            lines.ForEach(json.Write);
        }
        else if (context.Get(query.Csv))
        {
            var csv = new Csv(context.Terminal.Out);
            csv.Row("remote", "refs", "count", "lacking", "fetched");
            lines.ForEach(line => csv.Row(line.Remote, line.Refs, line.Count, line.Lacking, line.Fetched));
        }
    }
}
