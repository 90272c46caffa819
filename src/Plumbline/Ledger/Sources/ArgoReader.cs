using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// What Argo CD's notifications send with the template of docs/ledger.md: the application as it is. The revision is one of the repository of
/// manifests, and only where that is the repository of the code it is the code's; images tell which code runs.
/// </summary>
internal static class ArgoReader
{
    public static Reading Read(EventBody body)
    {
        var app = body.Has("app") ? body.Part("app") : body;
        var name = app.Need("metadata.name");
        var phase = app.Need("status.operationState.phase");
        var (started, finished) = (app.Time("status.operationState.startedAt"), app.Time("status.operationState.finishedAt"));
        var health = app.Text("status.health.status");
        DeploymentResult? result = phase switch
        {
            "Succeeded" => health is "Degraded" ? DeploymentResult.Failed : DeploymentResult.Succeeded,
            "Failed" or "Error" => DeploymentResult.Failed,
            "Running" => DeploymentResult.Running,
            "Terminating" => DeploymentResult.Canceled,
            _ => null,
        };
        if (result is null)
        {
            app.Trouble.Note($"status.operationState.phase '{phase}' is not known");
        }

        if (started is null && finished is null)
        {
            app.Trouble.Note("status.operationState.startedAt and finishedAt are missing");
        }

        var revision = app.Text("status.operationState.syncResult.revision") ?? app.Need("status.sync.revision");
        var at = finished ?? started ?? EventLimits.Earliest;
        var image = app.Texts("status.summary.images") is [var first, ..] ? first : null;
        return Reading.Of(new DeploymentSeen($"argocd:{name}@{revision}/{(started ?? at).ToUnixTimeSeconds()}", at)
        {
            Service = name,
            Environment = app.Text("metadata.labels.environment") ?? app.Text("spec.destination.namespace") ?? "production",
            Region = app.Text("spec.destination.name"),
            Repository = RepositoryName.Of(app.Text("spec.source.repoURL") ?? ""),
            Commit = app.Text("metadata.annotations.app-commit") ?? CommitOf(image) ?? revision,
            Version = image,
            Result = result,
            OriginalResult = health is null ? phase : $"{phase}, {health}",
            Started = started,
            Finished = result == DeploymentResult.Running ? null : finished,
        });
    }

    /// <summary>Where an image is tagged with the commit that it was built from.</summary>
    private static string? CommitOf(string? image)
    {
        var tag = image is null || image.LastIndexOf(':') is var at && at <= image.LastIndexOf('/') ? "" : image[(at + 1)..];
        tag = tag.StartsWith("sha-", StringComparison.Ordinal) ? tag[4..] : tag;
        return tag.Length is >= 7 and <= 64 && tag.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0 && tag.AsSpan().IndexOfAnyInRange('a', 'f') >= 0 ? tag : null;
    }
}
