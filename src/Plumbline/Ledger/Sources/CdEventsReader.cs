using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;

namespace Plumbline.Ledger.Sources;

/// <summary>
/// CDEvents 0.4 and 0.5, bare or within a structured CloudEvent. 0.5 renamed <c>context.version</c> to <c>specversion</c> and dropped
/// <c>subject.type</c>; early documents write the type with <c>-draft</c>.
/// </summary>
internal static class CdEventsReader
{
    public static Reading Read(EventBody envelope)
    {
        var body = envelope.Has("specversion") && envelope.Has("data") ? envelope.Part("data") : envelope;
        var type = body.Need("context.type");
        var version = body.Text("context.specversion") ?? body.Text("context.version") ?? "";
        if (!version.StartsWith("0.3", StringComparison.Ordinal) && !version.StartsWith("0.4", StringComparison.Ordinal) && !version.StartsWith("0.5", StringComparison.Ordinal))
        {
            body.Trouble.Note($"CDEvents version '{version}' is not known; 0.4 and 0.5 are");
        }

        var parts = type.Split('.');
        return parts.Length < 4 || parts[0] != "dev" || parts[1] != "cdevents"
            ? Reading.Reject($"context.type '{type}' is none of CDEvents")
            : (parts[2], parts[3]) switch
            {
                ("service", "deployed" or "upgraded") => Service(body, DeploymentKind.Deploy),
                ("service", "rolledback") => Service(body, DeploymentKind.Rollback),
                ("incident", "detected") => Incident(body, IncidentStep.Detected),
                ("incident", "reported") => Incident(body, IncidentStep.Noted),
                ("incident", "resolved") => Incident(body, IncidentStep.Resolved),
                _ => Reading.Ignore($"{parts[2]}.{parts[3]} says nothing of deployments or incidents"),
            };
    }

    private static Reading Service(EventBody body, DeploymentKind kind)
    {
        var at = body.NeedTime("context.timestamp");
        var content = body.Part("subject.content");
        var artifact = content.Text("artifactId");
        var custom = body.Part("customData");
        return Reading.Of(new DeploymentSeen($"cdevents:{body.Need("context.source")}/{body.Need("context.id")}", at)
        {
            Service = Last(body.Need("subject.id")),
            Environment = Last(content.Need("environment.id")),
            Commit = custom.Text("commit") ?? custom.Text("sha"),
            Repository = RepositoryName.Of(custom.Text("repository") ?? ""),
            Version = artifact,
            Result = DeploymentResult.Succeeded,
            OriginalResult = body.Text("context.type"),
            Said = kind == DeploymentKind.Rollback ? kind : null,
            Finished = at,
        });
    }

    private static Reading Incident(EventBody body, IncidentStep step)
    {
        var content = body.Part("subject.content");
        return Reading.Of(new IncidentSeen($"cdevents:{body.Text("subject.source") ?? body.Text("context.source")}/{body.Need("subject.id")}", body.NeedTime("context.timestamp"), step)
        {
            Title = content.Text("description"),
            Service = content.Text("service.id") is { } service ? Last(service) : null,
            Environment = content.Text("environment.id") is { } environment ? Last(environment) : null,
            FirstSeenIn = content.Text("artifactId"),
            Url = EventAddress.Web(content.Text("ticketURI")),
        });
    }

    /// <summary>Ids are paths or addresses; people know their last part.</summary>
    private static string Last(string id) => id.TrimEnd('/') is var whole ? whole[(whole.LastIndexOf('/') + 1)..] : id;
}
