using Plumbline.Cli.Json;

namespace Plumbline.Cli.Tests.Json;

internal static class LedgerSamples
{
    private const string Sha = "4f2c0a1b7e6d5c4b3a2918070605040302010f0e";

    private static readonly IncidentLine s_incident = new(
        "pagerduty:PT4KHLK",
        "Checkout answers 500",
        "shop",
        "P1",
        "2026-05-10T10:00:00.000000Z",
        "2026-05-10T11:30:00.000000Z",
        "software",
        null,
        null,
        "github:octo/shop/deployments/42",
        "github:octo/shop/deployments/42",
        [new BlameLine("octo/shop#17", Sha, "Compute totals of orders", "ai", "Claude Code", 0.83, "probable")],
        1,
        "2026-05-17T11:30:00.000000Z");

    public static JsonLine[] All { get; } =
    [
        s_incident,
        s_incident with { Id = "jira:OPS-341", Restored = null, Excluded = "duplicate", Note = "it repeats pagerduty:PT4KHLK", Deployment = null, Suspect = null, Blames = [], Remedies = 0, Verified = null },
        new IncidentStoryLine(
            s_incident,
            [
                new MomentLine("2026-05-10T09:00:00.000000Z", "running", "github:octo/shop/deployments/42", "it brought one change, and ran when the incident was noticed"),
                new MomentLine("2026-05-10T10:00:00.000000Z", "detected", null, null),
            ],
            [
                new EvidenceLine("fix", "probable", 0.83, "octo/shop#17", null, Sha, null, "the fix 9e1d2c3b4a repairs what it did (83 %): src/Orders.cs:42 return sum / lines.Count;"),
                new EvidenceLine("frame", "probable", 1, "octo/shop#17", null, Sha, "src/Orders.cs:42", "it wrote the line Total stood on, src/Orders.cs:42, and was new with the deployment that ran"),
            ],
            [new DecisionLine("2026-05-12T08:00:00.000000Z", "ann@example.org", "confirm", "octo/shop#17", "seen in review")]),
        new DecidedLine("pagerduty:PT4KHLK", "confirm", "octo/shop#17", "ann@example.org"),
        new DeploymentLine("github:octo/shop/deployments/42", "shop", "production", "eu", "2026-05-10T09:00:00.000000Z", "deploy", "succeeded", Sha, "v1.4.0", "github:octo/shop/deployments/41", 3, 0.62, false, null, null, ["pagerduty:PT4KHLK"], []),
        new DeploymentLine("argocd:shop@77aa/1", "shop", "production", null, null, "deploy", "running", "77aa", null, null, 0, null, false, "its end was never told", "the commit 77aa is not in octo/shop", [], []),
        new ChangeLine(
            "octo/shop#17",
            17,
            Sha,
            "Compute totals of orders",
            "2026-05-09T16:00:00.000000Z",
            "ai",
            "Claude Code",
            "Claude Opus 4.6",
            new ChangeLinesLine(48, 2, 0, 3),
            5,
            [new ShipmentLine("shop", "2026-05-10T09:00:00.000000Z", "github:octo/shop/deployments/42", null)],
            [new CausedLine("pagerduty:PT4KHLK", "Checkout answers 500", 0.83, "probable")],
            [],
            null,
            null),
        new ExplainedLine("pagerduty:PT4KHLK", "incident", [new CountedLine("M1", "incident rate by origin", true, "it counts for 83 % probable"), new CountedLine("M5", "failed deployment recovery time", false, "it is linked to no deployment, at least probably")]),
    ];
}
