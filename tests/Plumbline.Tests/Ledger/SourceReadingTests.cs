using System.Text;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Sources;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

public class SourceReadingTests
{
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void GitHub_StatusesOfADeployment_AreOneDeployment()
    {
        string Status(string state, string at, int id) =>
            $$$"""
            {"action":"created","deployment_status":{"id":{{{id}}},"state":"{{{state}}}","environment":"production","target_url":"https://ci.example/1","created_at":"{{{at}}}","updated_at":"{{{at}}}"},
             "deployment":{"id":42,"sha":"A1B2C3D4E5F60718293A4B5C6D7E8F9001122334","ref":"v1.2","task":"deploy","environment":"production","payload":{"service":"shop"},"created_at":"2026-05-01T10:00:00Z"},
             "repository":{"full_name":"octo/shop"}}
            """;
        string[] states = [Status("in_progress", "2026-05-01T10:01:00Z", 1), Status("success", "2026-05-01T10:05:00Z", 2), Status("inactive", "2026-05-02T09:00:00Z", 3)];

        var deployment = Fold(states);

        deployment.ShouldNotBeNull();
        deployment.Key.ShouldBe("github:octo/shop/deployments/42");
        deployment.Place.ShouldBe(new DeploymentPlace("shop", "production"));
        deployment.Commit.ShouldBe("a1b2c3d4e5f60718293a4b5c6d7e8f9001122334");

        // Inactive says that a later one took its place, not that it failed.
        deployment.Result.ShouldBe(DeploymentResult.Succeeded);
        deployment.Started.ShouldBe(At("2026-05-01T10:00:00Z"));
        deployment.Finished.ShouldBe(At("2026-05-01T10:05:00Z"));
        Fold(states.Reverse()).ShouldBe(deployment);
        Fold([.. states, .. states]).ShouldBe(deployment);
    }

    [Fact]
    public void GitHub_IssueWithALabel_IsAnIncidentWithWhatItNames()
    {
        var incident = Incident("github", """
            {"action":"closed","issue":{"number":7,"title":"Checkout down\u001b[2J","state":"closed","state_reason":"completed","created_at":"2026-05-03T08:00:00Z","closed_at":"2026-05-03T09:30:00Z",
             "labels":[{"name":"incident"},{"name":"sev1"},{"name":"service: shop"},{"name":"cause/config"}],"html_url":"javascript:alert(1)",
             "body":"Introduced by 0123456789abcdef0123456789abcdef01234567, fixed in #18.\n\nSystem.NullReferenceException: x\n   at Shop.Cart.Total() in /src/Cart.cs:line 12\n"},
             "repository":{"full_name":"octo/shop"}}
            """);

        incident.Title.ShouldBe("Checkout down [2J");
        (incident.Service, incident.Severity, incident.Cause).ShouldBe(("shop", "sev1", CauseClass.ConfigChange));
        (incident.Detected, incident.Resolved).ShouldBe((At("2026-05-03T08:00:00Z"), At("2026-05-03T09:30:00Z")));
        incident.Links.Select(link => (link.Kind, link.Target)).ShouldBe([(LinkKind.CausedBy, "0123456789abcdef0123456789abcdef01234567"), (LinkKind.FixedBy, "#18")]);
        incident.Traces.ShouldHaveSingleItem().ShouldContain("Cart.cs:line 12");
        incident.Url.ShouldBeNull();
    }

    [Fact]
    public void GitHub_PullRequestAndRelease_AsListedByItsRestInterface()
    {
        var change = (ChangeSeen)One("github", """
            {"url":"https://api.git.example/repos/octo/shop/pulls/17","number":17,"state":"closed","title":"Add coupons","user":{"login":"ann"},"labels":[{"name":"ai"}],"body":null,
             "created_at":"2026-04-30T10:00:00Z","updated_at":"2026-05-01T10:00:00Z","merged_at":"2026-05-01T09:00:00Z","merge_commit_sha":"11","head":{"sha":"22"},"base":{"ref":"main","repo":{"full_name":"octo/shop"}}}
            """);
        (change.Key, change.MergeCommit, change.Merged).ShouldBe(("octo/shop#17", "11", At("2026-05-01T09:00:00Z")));
        var release = (DeploymentSeen)One("github", """
            {"url":"https://api.git.example/repos/octo/shop/releases/9","tag_name":"v2.0","target_commitish":"main","draft":false,"prerelease":false,"published_at":"2026-05-02T00:00:00Z","html_url":"https://github.com/octo/shop/releases/v2.0"}
            """);
        (release.IsProxy, release.Environment, release.Version, release.Commit).ShouldBe((true, "production", "v2.0", null));
        Ignored("github", """{"action":"completed","workflow_run":{"id":1}}""").ShouldContain("workflow run");
        Ignored("github", """{"issue":{"number":1,"state":"open","labels":[{"name":"question"}],"created_at":"2026-05-02T00:00:00Z"}}""").ShouldContain("label");
        Rejected("github", """{"zen":"Keep it simple"}""").ShouldContain("none of");
    }

    [Fact]
    public void GitLab_Deployment_TakesTheWholeCommitFromItsAddress()
    {
        var seen = (DeploymentSeen)One("gitlab", """
            {"object_kind":"deployment","status":"success","status_changed_at":"2026-04-28 21:50:00 +0200","deployment_id":15,"deployable_url":"https://gitlab.example/o/s/-/jobs/1","environment":"production/eu","environment_tier":"production",
             "project":{"id":30,"path_with_namespace":"o/s"},"short_sha":"279484c0","commit_url":"https://gitlab.example/o/s/-/commit/279484c09fbe69ededfced8c1bb6e6d24616b468"}
            """);

        seen.Commit.ShouldBe("279484c09fbe69ededfced8c1bb6e6d24616b468");
        (seen.Environment, seen.Region, seen.Finished).ShouldBe(("production", "production/eu", At("2026-04-28T19:50:00Z")));
        var waiting = (DeploymentSeen)One("gitlab", """{"object_kind":"deployment","status":"blocked","status_changed_at":"2026-04-28 21:50:00 UTC","deployment_id":16,"environment":"production","short_sha":"279484c0"}""");
        (waiting.Result, waiting.Started, waiting.Commit).ShouldBe((DeploymentResult.Running, At("2026-04-28T21:50:00Z"), "279484c0"));
        Rejected("gitlab", """{"object_kind":"deployment","status":"exploded","status_changed_at":"2026-04-28 21:50:00 UTC","deployment_id":16,"environment":"production"}""").ShouldContain("exploded");
    }

    [Fact]
    public void GitLab_Incident_ClosedAndReopened_KeepsItsClocks()
    {
        string Event(string action, string updated, string closed) =>
            $$$$"""{"object_kind":"incident","project":{"path_with_namespace":"o/s"},"object_attributes":{"iid":3,"title":"Slow","type":"Incident","severity":"high","action":"{{{{action}}}}","created_at":"2026-05-01 10:00:00 UTC","updated_at":"{{{{updated}}}}","closed_at":{{{{closed}}}}}}""";

        var incident = Incident("gitlab", Event("open", "2026-05-01 10:00:00 UTC", "null"), Event("close", "2026-05-01 11:00:00 UTC", "\"2026-05-01 11:00:00 UTC\""), Event("reopen", "2026-05-01 12:00:00 UTC", "null"));

        (incident.Resolved, incident.Reopened, incident.Severity).ShouldBe((null, 1, "high"));
    }

    [Fact]
    public void PagerDuty_CourseOfAnIncident_UsesWhenItHappened()
    {
        string Event(string type, string at) =>
            $$$$"""{"event":{"id":"e{{{{type}}}}","event_type":"incident.{{{{type}}}}","resource_type":"incident","occurred_at":"{{{{at}}}}","data":{"id":"PT4KHLK","title":"API errors","status":"x","created_at":"2026-05-01T10:00:00Z","service":{"summary":"shop"},"priority":{"summary":"P1"},"html_url":"https://acme.example/incidents/PT4KHLK"}}}""";

        var incident = Incident("pagerduty", Event("resolved", "2026-05-01T11:00:00Z"), Event("triggered", "2026-05-01T10:00:02Z"), Event("acknowledged", "2026-05-01T10:04:00.123Z"));

        (incident.Key, incident.Service, incident.Severity).ShouldBe(("pagerduty:PT4KHLK", "shop", "P1"));
        (incident.Detected, incident.Acknowledged, incident.Resolved).ShouldBe((At("2026-05-01T10:00:00Z"), At("2026-05-01T10:04:00.123Z"), At("2026-05-01T11:00:00Z")));
        Ignored("pagerduty", """{"event":{"event_type":"service.updated","occurred_at":"2026-05-01T10:00:00Z"}}""").ShouldContain("service.updated");
    }

    [Fact]
    public void PagerDutyAndOpsgenie_WhatPeopleDid_IsWorkOfUntoldLength()
    {
        Effort? Work(string source, string json) => Folding.Effort(Read(source, json).Observations.OfType<EffortSeen>());
        string Paged(string type, string agent) =>
            $$$$"""{"event":{"id":"01A","event_type":"incident.{{{{type}}}}","occurred_at":"2026-05-01T10:04:00Z","agent":{"id":"PUSER1","type":"{{{{agent}}}}"},"data":{"id":"PT4","title":"x"}}}""";
        string Alert(string action, string user) =>
            $$$$"""{"action":"{{{{action}}}}","alert":{"alertId":"a1","message":"Disk","username":"{{{{user}}}}","createdAt":1777629600000,"updatedAt":1777633200000000000}}""";

        Work("pagerduty", Paged("acknowledged", "user_reference")).ShouldBe(new Effort("pagerduty:PT4/01A", "PUSER1", At("2026-05-01T10:04:00Z"), Effort.Untold, Effort.OnCall, "pagerduty:PT4"));
        Work("pagerduty", Paged("triggered", "user_reference")).ShouldBeNull();
        Work("pagerduty", Paged("resolved", "inbound_integration_reference")).ShouldBeNull();
        var closed = Work("opsgenie", Alert("Close", "ann@example.org")).ShouldNotBeNull();
        (closed.Person, closed.Started, closed.IsTold, closed.Subject).ShouldBe(("ann@example.org", At("2026-05-01T11:00:00Z"), false, "opsgenie:a1"));
        Work("opsgenie", Alert("Close", "System")).ShouldBeNull();
        Work("opsgenie", Alert("Create", "ann@example.org")).ShouldBeNull();
    }

    [Fact]
    public void GitHub_Reviews_AreWorkOfUntoldLength()
    {
        const string Review = """ "id":80,"user":{"login":"ann-octo","type":"User"},"state":"approved","submitted_at":"2026-05-01T10:00:00Z" """;
        var expected = new Effort("github:octo/shop/reviews/80", "ann-octo", At("2026-05-01T10:00:00Z"), Effort.Untold, Effort.Review, "octo/shop#7");

        var sent = One("github", $$$"""{"action":"submitted","review":{ {{{Review}}} },"pull_request":{"number":7},"repository":{"full_name":"octo/shop"} }""");
        var listed = One("github", $$$"""{ {{{Review}}},"pull_request_url":"https://api.acme.example/repos/octo/shop/pulls/7"}""");

        new[] { sent, listed }.ShouldAllBe(seen => Folding.Effort(new[] { (EffortSeen)seen }) == expected);
        Ignored("github", """{"review":{"id":81,"user":{"login":"copilot","type":"Bot"},"submitted_at":"2026-05-01T10:00:00Z"},"pull_request":{"number":7}}""").ShouldContain("person");
        Ignored("github", """{"review":{"id":82,"user":{"login":"ann-octo"},"submitted_at":null},"pull_request":{"number":7}}""").ShouldContain("not submitted");
    }

    [Fact]
    public void Opsgenie_TimesInMillisecondsAndNanoseconds_AreRead()
    {
        var incident = Incident(
            "opsgenie",
            """{"action":"Create","alert":{"alertId":"a1","message":"Disk","tags":["service:shop","cause:infra"],"priority":"P2","createdAt":1777629600000,"updatedAt":1777629600000000000}}""",
            """{"action":"Close","alert":{"alertId":"a1","message":"Disk","createdAt":1777629600000,"updatedAt":1777633200000000000}}""");

        (incident.Detected, incident.Resolved).ShouldBe((At("2026-05-01T10:00:00Z"), At("2026-05-01T11:00:00Z")));
        (incident.Service, incident.Cause).ShouldBe(("shop", CauseClass.Infrastructure));
    }

    [Theory]
    [InlineData("alertmanager")]
    [InlineData("grafana")]
    public void Alertmanager_OneDelivery_IsManyIncidents(string source)
    {
        var reading = Read(source, """
            {"version":"4","status":"firing","alerts":[
             {"status":"firing","labels":{"alertname":"Errors","service":"shop","severity":"page","env":"prod"},"annotations":{"summary":"Error rate"},"startsAt":"2026-05-01T10:00:00.123456789Z","endsAt":"0001-01-01T00:00:00Z","fingerprint":"f1","generatorURL":"http://prom/x"},
             {"status":"resolved","labels":{"alertname":"Slow"},"startsAt":"2026-05-01T10:00:00Z","endsAt":"2026-05-01T10:20:00Z","fingerprint":"f2"}]}
            """);

        reading.Rejected.ShouldBeNull();
        var incidents = reading.Observations.Cast<IncidentSeen>().GroupBy(seen => seen.Key).Select(group => Folding.Incident(group)!).ToList();
        incidents.Select(incident => (incident.Title, incident.Service, incident.IsOpen)).ShouldBe([("Error rate", "shop", true), ("Slow", "", false)]);
        Rejected(source, """{"alerts":[{"status":"resolved","fingerprint":"f","startsAt":"2026-05-01T10:00:00Z","endsAt":"2026-05-01T09:00:00Z"}]}""").ShouldContain("ends before it begins");
    }

    [Fact]
    public void Sentry_IssueAndError_AreOneIncidentWithTheFixAndTheFrames()
    {
        var incident = Incident(
            "sentry",
            """{"action":"created","data":{"issue":{"id":"900","title":"KeyError","status":"unresolved","firstSeen":"2026-05-01T10:00:00Z","lastSeen":"2026-05-01T10:00:00Z","count":"3","project":{"slug":"shop"},"level":"error"}}}""",
            """{"action":"triggered","data":{"error":{"event_id":"e","issue_id":"900","datetime":"2026-05-01T10:00:05Z","release":"shop@1.4","exception":{"values":[{"type":"KeyError","value":"'sku'","stacktrace":{"frames":[{"filename":"lib/x.py","function":"call","lineno":3,"in_app":false},{"filename":"shop/cart.py","function":"total","lineno":42,"in_app":true}]}}]}}}}""",
            """{"action":"resolved","timestamp":1777633200,"data":{"issue":{"id":"900","title":"KeyError","firstSeen":"2026-05-01T10:00:00Z","lastSeen":"2026-05-01T10:30:00Z","statusDetails":{"inCommit":{"repository":"o/s","commit":"ABCDEF0123456789"}},"project":{"slug":"shop"}}}}""");

        (incident.Detected, incident.Resolved, incident.FirstSeenIn).ShouldBe((At("2026-05-01T10:00:00Z"), At("2026-05-01T11:00:00Z"), "shop@1.4"));
        incident.Links.ShouldHaveSingleItem().ShouldBe(new IncidentLink(LinkKind.FixedBy, "abcdef0123456789", "statusDetails.inCommit"));
        incident.Traces.ShouldHaveSingleItem().ShouldBe("KeyError: 'sku'\n   at total() in shop/cart.py:line 42\n   at (library) call() in lib/x.py:line 3\n");
    }

    [Fact]
    public void Jira_IncidentAndWorklog_AreRead()
    {
        var incident = Incident(
            "jira",
            """{"webhookEvent":"jira:issue_created","timestamp":1777629600000,"issue":{"key":"OPS-4","fields":{"summary":"Down","issuetype":{"name":"[System] Incident"},"priority":{"name":"Highest"},"created":"2026-05-01T12:00:00.000+0200","components":[{"name":"shop"}],"labels":[]}}}""",
            """{"webhookEvent":"jira:issue_updated","timestamp":1777633200000,"issue":{"key":"OPS-4","fields":{"issuetype":{"name":"[System] Incident"},"created":"2026-05-01T12:00:00.000+0200"}},"changelog":{"items":[{"field":"status","fromString":"Open","toString":"Done"}]}}""");
        (incident.Detected, incident.Resolved, incident.Service).ShouldBe((At("2026-05-01T10:00:00Z"), At("2026-05-01T11:00:00Z"), "shop"));

        var effort = (EffortSeen)One("jira", """{"webhookEvent":"worklog_created","worklog":{"id":"77","author":{"accountId":"u1"},"started":"2026-05-01T13:00:00.000+0000","timeSpentSeconds":5400,"issueId":"10001"}}""");
        (effort.Hours, effort.Subject).ShouldBe((1.5, "jira:10001"));
        Rejected("jira", """{"webhookEvent":"worklog_created","worklog":{"id":"77","author":{"accountId":"u1"},"started":"2026-05-01T13:00:00.000+0000","timeSpentSeconds":540000}}""").ShouldContain("timeSpentSeconds");
    }

    [Fact]
    public void ArgoCd_RevisionOfManifests_IsNotTheCodesWhereTheImageTells()
    {
        var seen = (DeploymentSeen)One("argocd", """
            {"app":{"metadata":{"name":"shop"},"spec":{"source":{"repoURL":"https://git.example/deploy"},"destination":{"namespace":"prod"}},"status":{"sync":{"revision":"1111111111111111111111111111111111111111"},
             "operationState":{"phase":"Succeeded","startedAt":"2026-05-01T10:00:00Z","finishedAt":"2026-05-01T10:01:00Z"},"health":{"status":"Healthy"},"summary":{"images":["reg.example:5000/shop:sha-abc1234"]}}}}
            """);

        (seen.Commit, seen.Environment, seen.Result).ShouldBe(("abc1234", "prod", DeploymentResult.Succeeded));
        Rejected("argocd", """{"app":{"metadata":{"name":"shop"},"status":{"operationState":{"phase":"Succeeded"},"sync":{"revision":"1"}}}}""").ShouldContain("startedAt");
    }

    [Theory]
    [InlineData("""{"context":{"version":"0.4.1","id":"1","source":"/ci","type":"dev.cdevents.service.deployed.0.2.0","timestamp":"2026-05-01T10:00:00Z"},"subject":{"id":"ns/shop","type":"service","content":{"environment":{"id":"prod"},"artifactId":"pkg:oci/shop@sha256:1"}},"customData":{"commit":"abc1234"}}""")]
    [InlineData("""{"context":{"specversion":"0.5.1","id":"1","source":"/ci","type":"dev.cdevents.service.deployed.0.3.0","timestamp":"2026-05-01T10:00:00Z"},"subject":{"id":"shop","content":{"environment":{"id":"/envs/prod"},"artifactId":"pkg:oci/shop@sha256:1"}},"customData":{"commit":"abc1234"}}""")]
    [InlineData("""{"specversion":"1.0","type":"dev.cdevents.service.deployed.0.3.0-draft","data":{"context":{"specversion":"0.5.0","id":"1","source":"/ci","type":"dev.cdevents.service.deployed.0.3.0-draft","timestamp":"2026-05-01T10:00:00Z"},"subject":{"id":"shop","content":{"environment":{"id":"prod"},"artifactId":"pkg:oci/shop@sha256:1"}},"customData":{"commit":"abc1234"}}}""")]
    public void CdEvents_BothVersionsAndTheEnvelope_AreTheSameDeployment(string json)
    {
        var seen = (DeploymentSeen)One("cdevents", json);

        (seen.Key, seen.Service, seen.Environment, seen.Commit, seen.Version).ShouldBe(("cdevents:/ci/1", "shop", "prod", "abc1234", "pkg:oci/shop@sha256:1"));
    }

    [Fact]
    public void DevLake_IssueThatAWebhookClosed_IsResolvedThoughItHasNoDate()
    {
        var incident = Incident("devlake", """{"issueKey":"DLK-1","title":"x","type":"INCIDENT","status":"DONE","createdDate":"2026-05-01T10:00:00+00:00","updatedDate":"2026-05-01T12:00:00+00:00","severity":"high"}""");
        incident.Resolved.ShouldBe(At("2026-05-01T12:00:00Z"));

        var commits = Read("devlake", """
            {"id":"d1","result":"SUCCESS","environment":"PRODUCTION","startedDate":"2026-05-01T10:00:00Z","finishedDate":"2026-05-01T10:10:00Z",
             "deploymentCommits":[{"repoUrl":"https://x/a","commitSha":"aaa1111","refName":"main"},{"repoUrl":"https://x/b","commitSha":"bbb2222"}]}
            """).Observations.Cast<DeploymentSeen>().ToList();
        commits.Select(seen => (seen.Repository, seen.Commit, seen.Environment)).ShouldBe([("a", "aaa1111", "PRODUCTION"), ("b", "bbb2222", "PRODUCTION")]);
    }

    [Fact]
    public void Plain_Records_AreTaken()
    {
        var incident = Incident("plain", """{"kind":"incident","id":"I1","service":"shop","detected":"2026-05-01T10:00:00Z","mitigated":"2026-05-01T10:30:00Z","resolved":"2026-05-01T11:00:00Z","cause":"software","caused_by":["abc1234"],"fixed_by":"#9, def5678"}""");
        incident.Links.Select(link => link.Target).ShouldBe(["abc1234", "#9", "def5678"]);
        incident.Mitigated.ShouldBe(At("2026-05-01T10:30:00Z"));
        Rejected("plain", """{"kind":"incident","id":"I1","detected":"2026-05-01T10:00:00Z","resolved":"2026-05-01T09:00:00Z"}""").ShouldContain("before it was detected");
        Rejected("plain", """{"kind":"deployment","id":"D1","commit":"a","finished":"2026-05-01T10:00:00Z","result":"7"}""").ShouldContain("result '7' is not known");
        ((EffortSeen)One("plain", """{"kind":"effort","id":"E1","person":"ann","started":"2026-05-01","hours":"2.5","category":"incident"}""")).Hours.ShouldBe(2.5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"event":[]}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","data":{"id":"1"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":"yesterday","data":{"id":"1"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":"2099-01-01T00:00:00Z","data":{"id":"1"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":"1970-01-01T00:00:01Z","data":{"id":"1"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":{},"data":{"id":"1"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":"2026-05-01T10:00:00Z","data":{"id":"\ud800"}}}""")]
    [InlineData("""{"event":{"event_type":"incident.triggered","occurred_at":1e400,"data":{"id":"1"}}}""")]
    public void Read_WhatIsNoEvent_IsRejectedWithAReason(string json)
    {
        foreach (var source in SourceTable.Names)
        {
            var reading = Read(source, json);
            (reading.Rejected ?? reading.Ignored).ShouldNotBeNullOrEmpty($"{source}: {json}");
            reading.Observations.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Read_DeepOrHugeEvent_IsRejected()
    {
        Read("github", new string('[', 5000)).Rejected.ShouldNotBeNull();
        Read("github", "{\"a\":" + new string('[', 500) + new string(']', 500) + "}").Rejected.ShouldNotBeNull();
        Read("github", "{\"a\":\"" + new string('x', 5_000_000) + "\"}").Rejected.ShouldNotBeNull().ShouldContain("bytes");
        Read("alertmanager", "{\"alerts\":[" + string.Join(',', Enumerable.Repeat("{}", 2000)) + "]}").Rejected.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("2026-05-01T10:00:00Z")]
    [InlineData("2026-05-01T12:00:00+02:00")]
    [InlineData("2026-05-01T12:00:00.000+0200")]
    [InlineData("2026-05-01 12:00:00 +0200")]
    [InlineData("2026-05-01 10:00:00 UTC")]
    [InlineData("2026-05-01T10:00:00.000000000Z")]
    [InlineData("2026-05-01T10:00:00")]
    [InlineData("1777629600")]
    [InlineData("1777629600000")]
    [InlineData("1777629600000000000")]
    public void Time_OfAnyForm_IsTheSameMoment(string text) => EventTime.Read(text).ShouldBe(At("2026-05-01T10:00:00Z"));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Reading Read(string source, string json) => SourceTable.Read(source, Encoding.UTF8.GetBytes(json), $"{json.GetHashCode(StringComparison.Ordinal)}", s_now, new EventLimits());

    private static Observation One(string source, string json)
    {
        var reading = Read(source, json);
        reading.Rejected.ShouldBeNull();
        return reading.Observations.ShouldHaveSingleItem();
    }

    private static string Ignored(string source, string json) => Read(source, json).Ignored.ShouldNotBeNull();

    private static string Rejected(string source, string json) => Read(source, json).Rejected.ShouldNotBeNull();

    private static Deployment? Fold(IEnumerable<string> events) => Folding.Deployment(events.SelectMany(json => Read("github", json).Observations).Cast<DeploymentSeen>());

    private static Incident Incident(string source, params string[] events)
    {
        var seen = events.Select(json => Read(source, json)).ToList();
        seen.ShouldAllBe(reading => reading.Rejected == null && reading.Ignored == null);
        var observations = seen.SelectMany(reading => reading.Observations).Cast<IncidentSeen>().ToList();
        observations.Select(observation => observation.Key).Distinct().ShouldHaveSingleItem();
        return Folding.Incident(observations)!;
    }
}
