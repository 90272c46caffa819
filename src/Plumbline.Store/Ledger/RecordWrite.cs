using System.Text.Json;
using Microsoft.Data.Sqlite;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Store.Ledger;

/// <summary>Writes a record as all observations of its key tell it; one that they do not make any more is deleted.</summary>
internal sealed class RecordWrite(SqliteConnection connection) : IDisposable
{
    private readonly LedgerStatement _deployment = LedgerStatement.Upsert(
        connection, "deployments", "Key", "Service", "Environment", "Region", "Repository", "Commit", "Version", "Result", "OriginalResult", "Said", "Started", "Finished", "IsProxy", "Url");

    private readonly LedgerStatement _incident = LedgerStatement.Upsert(
        connection, "incidents", "Key", "Title", "Service", "Environment", "Severity", "Cause", "Detected", "Acknowledged", "Mitigated", "Resolved", "Reopened", "DuplicateOf", "Links", "Traces", "FirstSeenIn", "Url");

    private readonly LedgerStatement _change = LedgerStatement.Upsert(
        connection, "changes", "Key", "Repository", "Number", "MergeCommit", "HeadCommit", "Title", "Body", "Author", "Labels", "Opened", "Merged");

    private readonly LedgerStatement _effort = LedgerStatement.Upsert(connection, "efforts", "Key", "Person", "Started", "Hours", "Category", "Subject");

    private readonly LedgerStatement _noDeployment = new(connection, "DELETE FROM deployments WHERE \"Key\" = @0");
    private readonly LedgerStatement _noEffort = new(connection, "DELETE FROM efforts WHERE \"Key\" = @0");

    /// <param name="kind">Of the record.</param>
    /// <param name="key">Of the record.</param>
    /// <param name="observations">All of its key.</param>
    public void Write(RecordKind kind, string key, IEnumerable<Observation> observations)
    {
        switch (kind)
        {
            case RecordKind.Deployment:
                Write(key, Folding.Deployment(observations.Cast<DeploymentSeen>()));
                break;
            case RecordKind.Incident:
                Write(Folding.Incident(observations.Cast<IncidentSeen>()));
                break;
            case RecordKind.Change:
                Write(Folding.Change(observations.Cast<ChangeSeen>()));
                break;
            case RecordKind.Effort:
                Write(key, Folding.Effort(observations.Cast<EffortSeen>()));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    public void Dispose()
    {
        _deployment.Dispose();
        _incident.Dispose();
        _change.Dispose();
        _effort.Dispose();
        _noDeployment.Dispose();
        _noEffort.Dispose();
    }

    private void Write(string key, Deployment? deployment)
    {
        if (deployment is not { } d)
        {
            _noDeployment.Run(key);
            return;
        }

        _deployment.Run(
            d.Key, d.Place.Service, d.Place.Environment, d.Place.Region, d.Repository, d.Commit, d.Version, (int)d.Result, d.OriginalResult, (int?)d.Said, LedgerTime.Of(d.Started), LedgerTime.Of(d.Finished), d.IsProxy, d.Url);
    }

    private void Write(Incident? incident)
    {
        if (incident is { } i)
        {
            _incident.Run(
                i.Key, i.Title, i.Service, i.Environment, i.Severity, (int)i.Cause, LedgerTime.Of(i.Detected), LedgerTime.Of(i.Acknowledged), LedgerTime.Of(i.Mitigated), LedgerTime.Of(i.Resolved),
                i.Reopened, i.DuplicateOf, List(i.Links), List(i.Traces), i.FirstSeenIn, i.Url);
        }
    }

    private void Write(Change? change)
    {
        if (change is { } c)
        {
            _change.Run(c.Key, c.Repository, c.Number, c.MergeCommit, c.HeadCommit, c.Title, c.Body, c.Author, List(c.Labels), LedgerTime.Of(c.Opened), LedgerTime.Of(c.Merged));
        }
    }

    private void Write(string key, Effort? effort)
    {
        if (effort is { } e)
        {
            _effort.Run(e.Key, e.Person, LedgerTime.Of(e.Started), e.Hours, e.Category, e.Subject);
        }
        else
        {
            _noEffort.Run(key);
        }
    }

    private static string? List<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : JsonSerializer.Serialize(items);
}
