using Microsoft.EntityFrameworkCore;
using Plumbline.Runtime;
using Plumbline.Store.Rows;

namespace Plumbline.Store;

/// <summary>
/// Writes groups of failures. DESIGN: a message about a group holds its whole state and comes whenever that changed, many times a second
/// for a busy group; so the newest is kept in place of a row for each, or one failing loop would push every capture out of the store.
/// </summary>
internal sealed class FailureWrite(StoreContext context, EventSource source)
{
    public void Save(IReadOnlyList<(RawEvent Raw, FailureState State)> told)
    {
        foreach (var group in told.GroupBy(t => (Id: t.State.IdIn(source.Service), t.State.Group)))
        {
            // Of one count, the later one knows more: where the failure ended is told after it was seen.
            var newest = group.OrderBy(t => t.State.Count).Last();
            var row = Group(group.Key.Id, newest.State);
            row.First = Math.Min(row.First, group.Min(t => t.State.First));
            if (newest.State.Last >= row.Last || row.Body is null)
            {
                row.Last = Math.Max(row.Last, newest.State.Last);
                row.Body = PackedBody.Pack(newest.Raw.Json.Span);
                row.Text = Text(newest.State);
            }

            Count(group.Key.Id, newest.State);
            context.ChangeTracker.DetectChanges();
            context.SaveChanges();
            Link(row, [.. group.SelectMany(t => t.State.Exceptions).Distinct()]);
        }
    }

    private FailureRow Group(string id, FailureState state)
    {
        if (context.Find<FailureRow>(id) is { } known)
        {
            return known;
        }

        var row = new FailureRow
        {
            Id = id,
            Service = SearchText.Storable(source.Service),
            Type = state.Type,
            Message = state.Message,
            Method = state.Method,
            File = state.File,
            Line = state.Line,
            First = state.First,
            Last = state.Last,
            Text = Text(state),
        };
        context.Add(row);
        return row;
    }

    /// <summary>Late news of a smaller count is old news.</summary>
    private void Count(string id, FailureState state)
    {
        if (context.Find<TallyRow>(source.Id, id, state.Group) is { } known)
        {
            known.Count = Math.Max(known.Count, state.Count);
        }
        else
        {
            context.Add(new TallyRow { SourceId = source.Id, FailureId = id, Number = state.Group, Count = state.Count });
        }
    }

    /// <summary>Captures come while the exception flies, so before the group that it turns out to be of.</summary>
    private void Link(FailureRow failure, long?[] exceptions)
    {
        if (exceptions.Length > 0)
        {
            context.Entries.Where(e => e.SourceId == source.Id && exceptions.Contains(e.Exception) && e.FailureId == null)
                .ExecuteUpdate(set => set.SetProperty(e => e.FailureId, failure.Id).SetProperty(e => e.Type, e => e.Type ?? failure.Type));
        }
    }

    private static string Text(FailureState state) => $"type={state.Type}\nmessage={state.Message}".ToLowerInvariant();
}
