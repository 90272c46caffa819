using System.CommandLine;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Origins;
using Plumbline.Cli.Rendering;
using Plumbline.Store;

namespace Plumbline.Cli.Commands;

internal static class ShowCommand
{
    private const int MostCaptures = 50;

    public static Command Build(VerbRunner verbs)
    {
        var id = new Argument<string>("ID") { Description = "An id that `plumb captures` shows, or as much of it as is unique." };
        var repository = FrameOrigins.Option();
        return verbs.Verb("show", "Show one thing that is stored, in full.", context => RunAsync(context, context.Get(id), context.Get(repository)), id, repository);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, string typed, string? repository)
    {
        var (store, id) = OpenStore.One(context, typed);
        using (store)
        {
            var origins = repository is null ? FrameOrigins.None : Origins(context, repository, store, id);
            await using (origins.ConfigureAwait(false))
            {
                // Nothing is running here that could be held up.
                await origins.Reading.ConfigureAwait(false);
                foreach (var word in origins.Words())
                {
                    context.Tell(word);
                }

                foreach (var line in context.Json is null ? Lines(context, store, id, origins) : [])
                {
                    context.Terminal.Out.WriteLine(line);
                }

                WriteJson(context, store, id, origins);
                return ExitCode.Ok;
            }
        }
    }

    /// <summary>Of the commit that the process was of which it was seen in; of a group of failures, of that which was seen last.</summary>
    private static FrameOrigins Origins(VerbContext context, string repository, StoreReader store, string id)
    {
        var source = store.Entry(id)?.Source ?? store.CapturesOf(id, 1).Select(capture => capture.Source).FirstOrDefault();
        if (source?.Commit is { } commit)
        {
            return FrameOrigins.Start(context, Path.GetFullPath(repository, context.Terminal.Directory), commit);
        }

        context.Tell("The store does not know of which commit this is, so no origin can be told.");
        return FrameOrigins.None;
    }

    private static IEnumerable<string> Lines(VerbContext context, StoreReader store, string id, FrameOrigins origins)
    {
        var story = new StoredStory(new Palette(context.Terminal.Color), context.Terminal.Width, text => context.Tell(SafeText.OneLine(text))) { Origins = origins };
        if (store.Entry(id) is { } entry)
        {
            return story.Lines(entry, store.Message(id), StoredMessage.CapturesOf(store, entry));
        }

        var captures = store.CapturesOf(id, MostCaptures).Select(capture => (capture, store.Message(capture.Entry.Id))).ToList();
        return store.Failure(id) is { } failure ? story.Lines(failure, store.Message(id), captures) : [];
    }

    private static void WriteJson(VerbContext context, StoreReader store, string id, FrameOrigins origins)
    {
        if (context.Json is not { } json)
        {
            return;
        }

        if (store.Entry(id) is { } entry && store.Message(id) is { } message)
        {
            json.Write(StoredMessage.Line(entry, message, origins));
        }
        else if (store.Failure(id) is { } failure)
        {
            json.Write(StoredMessage.Line(failure, store.Message(id), origins));
        }
    }
}
