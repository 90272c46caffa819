using System.CommandLine;
using Plumbline.Cli.Captures;
using Plumbline.Cli.Rendering;
using Plumbline.Store;

namespace Plumbline.Cli.Commands;

internal static class ShowCommand
{
    private const int MostCaptures = 50;

    public static Command Build(VerbRunner verbs)
    {
        var id = new Argument<string>("ID") { Description = "An id that `plumb captures` shows, or as much of it as is unique." };
        return verbs.Verb("show", "Show one thing that is stored, in full.", context => Task.FromResult(Run(context, context.Get(id))), id);
    }

    private static ExitCode Run(VerbContext context, string typed)
    {
        var (store, id) = OpenStore.One(context, typed);
        using (store)
        {
            foreach (var line in context.Json is null ? Lines(context, store, id) : [])
            {
                context.Terminal.Out.WriteLine(line);
            }

            WriteJson(context, store, id);
            return ExitCode.Ok;
        }
    }

    private static IEnumerable<string> Lines(VerbContext context, StoreReader store, string id)
    {
        var story = new StoredStory(new Palette(context.Terminal.Color), context.Terminal.Width, text => context.Tell(SafeText.OneLine(text)));
        if (store.Entry(id) is { } entry)
        {
            return story.Lines(entry, store.Message(id), StoredMessage.CapturesOf(store, entry));
        }

        var captures = store.CapturesOf(id, MostCaptures).Select(capture => (capture, store.Message(capture.Entry.Id))).ToList();
        return store.Failure(id) is { } failure ? story.Lines(failure, store.Message(id), captures) : [];
    }

    private static void WriteJson(VerbContext context, StoreReader store, string id)
    {
        if (context.Json is not { } json)
        {
            return;
        }

        if (store.Entry(id) is { } entry && store.Message(id) is { } message)
        {
            json.Write(StoredMessage.Line(entry, message));
        }
        else if (store.Failure(id) is { } failure)
        {
            json.Write(StoredMessage.Line(failure, store.Message(id)));
        }
    }
}
