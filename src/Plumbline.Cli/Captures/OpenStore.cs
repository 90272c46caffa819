using Plumbline.Cli.Commands;
using Plumbline.Cli.Rendering;
using Plumbline.Runtime;
using Plumbline.Store;

namespace Plumbline.Cli.Captures;

/// <summary>The store of the working directory, for verbs that read it.</summary>
internal static class OpenStore
{
    /// <summary>Null, and a word to the user, where nothing was ever stored.</summary>
    public static StoreReader? Find(VerbContext context)
    {
        var place = Place(context);
        if (place.Exists)
        {
            return new StoreReader(place);
        }

        context.Tell($"Nothing is stored in {SafeText.OneLine(place.Folder)} yet. `plumb watch` stores what it sees, `plumb snapshot --save` what it captures.");
        return null;
    }

    /// <summary>The one id that a typed prefix stands for.</summary>
    /// <exception cref="LookupException">It stands for none, or for several.</exception>
    public static (StoreReader Reader, string Id) One(VerbContext context, string typed)
    {
        var reader = Find(context) ?? throw None(context, typed);
        var ids = EntryId.Prefix(typed) is { } prefix ? reader.Ids(prefix) : [];
        if (ids.Count == 1)
        {
            return (reader, ids[0]);
        }

        reader.Dispose();
        throw ids.Count == 0
            ? None(context, typed)
            : new LookupException(LookupException.Ambiguous, $"{ids.Count} things that are stored have an id that begins with {typed}.", "Give more of the id.", [.. ids]);
    }

    private static LookupException None(VerbContext context, string typed) =>
        new(LookupException.NotStored, $"Nothing that is stored in {Place(context).Folder} has the id {typed}.", "`plumb captures` lists what is stored.");

    public static StorePlace Place(VerbContext context) => StorePlace.Find(context.Terminal.Directory, Environment.GetEnvironmentVariable);
}
