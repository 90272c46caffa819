using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>What is posted to the webhooks of Apache DevLake: deployments with their commits, and issues.</summary>
internal static class DevLakeReader
{
    public static Reading Read(EventBody body) =>
        body.Has("issueKey") ? Issue(body)
        : body.Has("deploymentCommits") || body.Has("startedDate") || body.Has("finishedDate") ? Deployments(body)
        : Reading.Reject("it is neither a deployment nor an issue");

    private static Reading Deployments(EventBody body)
    {
        var commits = body.Items("deploymentCommits").ToList();
        return commits.Count == 0
            ? Reading.Of(Deployment(body, body))
            : Reading.Of([.. commits.Select(commit => Deployment(body, commit))]);
    }

    private static DeploymentSeen Deployment(EventBody body, EventBody commit)
    {
        var finished = commit.Time("finishedDate") ?? body.Time("finishedDate");
        var started = commit.Time("startedDate") ?? body.Time("startedDate");
        var result = commit.Text("result") ?? body.Text("result") ?? "SUCCESS";
        var repository = RepositoryName.Of(commit.Text("repoUrl") ?? "");
        if (finished is null && started is null)
        {
            body.Trouble.Note("startedDate and finishedDate are missing");
        }

        return new DeploymentSeen($"devlake:{body.Text("id") ?? body.Need("displayTitle")}/{repository}@{commit.Text("commitSha")}", finished ?? started ?? EventLimits.Earliest)
        {
            Repository = repository,
            Service = body.Text("name"),
            Environment = body.Text("environment") ?? "PRODUCTION",
            Commit = commit.Text("commitSha"),
            Version = commit.Text("refName"),
            Result = result.ToUpperInvariant() switch
            {
                "SUCCESS" => DeploymentResult.Succeeded,
                "FAILURE" or "FAILED" or "ERROR" => DeploymentResult.Failed,
                "ABORT" or "CANCELED" or "CANCELLED" => DeploymentResult.Canceled,
                _ => DeploymentResult.Running,
            },
            OriginalResult = result,
            Started = started,
            Finished = finished,
            Url = EventAddress.Web(body.Text("url")),
        };
    }

    private static Reading Issue(EventBody body)
    {
        if (!string.Equals(body.Text("type") ?? "INCIDENT", "INCIDENT", StringComparison.OrdinalIgnoreCase))
        {
            return Reading.Ignore("an issue that is no incident");
        }

        var created = body.NeedTime("createdDate");
        var seen = new IncidentSeen($"devlake:{body.Need("issueKey")}", created, IncidentStep.Detected)
        {
            Title = body.Text("title"),
            Service = body.Text("component"),
            Severity = body.Text("severity") ?? body.Text("priority"),
            Links = IncidentWords.Links(body.Text("description", isLong: true) ?? ""),
            Url = EventAddress.Web(body.Text("url")),
        };

        // An issue that is closed by a webhook has no date of resolution there; the last update is then the nearest that is known.
        var isDone = string.Equals(body.Text("status"), "DONE", StringComparison.OrdinalIgnoreCase);
        var resolved = body.Time("resolutionDate") ?? (isDone ? body.Time("updatedDate") : null);
        return resolved is { } at ? Reading.Of(seen, seen with { At = at, Step = IncidentStep.Resolved }) : Reading.Of(seen);
    }
}
