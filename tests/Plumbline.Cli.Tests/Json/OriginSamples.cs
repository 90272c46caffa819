using Plumbline.Cli.Json;

namespace Plumbline.Cli.Tests.Json;

/// <summary>A sample of each line that <c>plumb origin</c> writes.</summary>
internal static class OriginSamples
{
    private const string Commit = "609499b29c1f0a2b3c4d5e6f708192a3b4c5d6e7";
    private const string Agent = "copilot-swe-agent[bot] <198982749+Copilot@users.noreply.github.com>";

    private static readonly OriginCounts s_counts = new(1200, 400, 30, 20, 750, 5, 90, 700);

    private static readonly OriginEvidenceLine s_mark = new("agent as author", Commit, Agent, 0.93, null);

    public static JsonLine[] All { get; } =
    [
        new OriginSummaryLine(
            Commit,
            "2026-08-20T00:09:11Z",
            "2026-08-19T23:50:02Z",
            42,
            3,
            s_counts,
            0.375,
            [new("ai", "Copilot coding agent", null, 300), new("ai", "Claude Code", "claude-opus-4.6", 100), new("mixed", "Copilot coding agent", null, 30)],
            new() { ["B"] = 300, ["D"] = 130, ["U"] = 770 },
            [new("C#", s_counts)],
            [new("src", s_counts)],
            new(40, 30, 10),
            25,
            [new("refs/notes/ai", 100)],
            [new("the key is explained nowhere", 2, 17)],
            ["refs/notes/ai on 609499b29: it ends before its metadata"],
            []),
        new OriginRangeLine("src/Orders.cs", 40, 44, "ai", null, "Copilot coding agent", null, 0.93, "B", Commit, Agent, "2026-08-01T10:00:00Z", "src/OldOrders.cs", 17, "aae77b1f51234567890123456789012345678901"),
        new OriginRangeLine("src/Orders.cs", 45, 45, "unknown", "boilerplate", null, null, 0, "U", Commit, "Ann <ann@example.com>", "2026-08-01T10:00:00Z", null, 45, null),
        new OriginWhyLine(
            "src/Orders.cs",
            40,
            "    var total = Sum(lines);",
            "mixed",
            null,
            "Copilot coding agent",
            null,
            0.6,
            "U",
            Commit,
            "Round the total",
            "Ann <ann@example.com>",
            "2026-08-01T10:00:00Z",
            "src/OldOrders.cs",
            17,
            [s_mark, new("session", Commit, "Copilot-Session: 1", 0, "the commit is dated 2019-01-01, and the mark was first seen on 2026-07-09")],
            [new("via-squash", "aae77b1f51234567890123456789012345678901", "Ann <ann@example.com>", "Copilot coding agent", 12, null)],
            [new("aae77b1f51234567890123456789012345678901", "src/OldOrders.cs", 16, "ai", Commit, 0.8, true, [s_mark])],
            ["tier U: nothing says who wrote it, and silence is no evidence"]),
        new OriginMethodLine("Shop.Orders.Checkout", "src/Orders.cs", 30, 60, "mixed", "Copilot coding agent", null, 0.93, s_counts, new() { ["ai"] = 0.67, ["unknown"] = 0.33 }),
        new OriginCommitLine(Commit, "2026-08-01T10:00:00Z", Agent, "Round the total (#12)", "ai", null, "Copilot coding agent", null, 0.8, [s_mark], 68, s_counts),
        new OriginWeekLine("2026-07-27", 21, s_counts),
        new OriginSignatureLine("vscode-copilot", "VS Code Copilot", "assist", "co-author", "* <copilot@github.com>", "none", null, "2026-04-22", "2026-05-06", "seen", "VS Code added this line by default in those days", ["Copilot <copilot@github.com>"], []),
        new OriginFetchLine("origin", "refs/pull/*/head", 971, 28, true),
    ];
}
