using Plumbline.Runtime;
using Plumbline.Store.Rows;

namespace Plumbline.Store;

/// <summary>A query as conditions on the tables. A part is looked for by position, so that % and _ are themselves.</summary>
internal static class EntrySearch
{
    public static IQueryable<EntryRow> Entries(StoreContext context, EntryQuery query)
    {
        var entries = context.Entries;
        if (query.Kind is { } kind)
        {
            entries = entries.Where(e => e.Kind == kind);
        }

        if (query.Since is { } since)
        {
            entries = entries.Where(e => e.At >= since);
        }

        if (Lower(query.Method) is { } method)
        {
            entries = entries.Where(e => e.Method != null && e.Method.ToLower().Contains(method));
        }

        if (Lower(query.Type) is { } type)
        {
            entries = entries.Where(e => e.Type != null && e.Type.ToLower().Contains(type));
        }

        if (Lower(query.Service) is { } service)
        {
            entries = entries.Where(e => context.Sources.Any(s => s.Id == e.SourceId && s.Service.ToLower().Contains(service)));
        }

        return Lower(query.Value) is { } value ? entries.Where(e => e.Text.Contains(value)) : entries;
    }

    public static IQueryable<FailureRow> Failures(StoreContext context, EntryQuery query)
    {
        var failures = context.Failures;
        if (query.Kind is not (null or EntryKind.Failure))
        {
            failures = failures.Where(_ => false);
        }

        if (query.Since is { } since)
        {
            failures = failures.Where(f => f.Last >= since);
        }

        if (Lower(query.Method) is { } method)
        {
            failures = failures.Where(f => f.Method.ToLower().Contains(method));
        }

        if (Lower(query.Type) is { } type)
        {
            failures = failures.Where(f => f.Type.ToLower().Contains(type));
        }

        if (Lower(query.Service) is { } service)
        {
            failures = failures.Where(f => f.Service.ToLower().Contains(service));
        }

        return Lower(query.Value) is { } value ? failures.Where(f => f.Text.Contains(value)) : failures;
    }

    private static string? Lower(string? text) => text is { Length: > 0 } ? SearchText.Storable(text).ToLowerInvariant() : null;
}
