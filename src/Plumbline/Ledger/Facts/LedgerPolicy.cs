namespace Plumbline.Ledger.Facts;

/// <summary>What a team says about itself, and the bounds within which the ledger judges; the part of plumbline.yml that judging needs.</summary>
internal sealed record LedgerPolicy
{
    /// <summary>Empty where a repository is one service, named as the deployments name it.</summary>
    public IReadOnlyList<ServicePolicy> Services { get; init; } = [];

    /// <summary>Environments that users see; any letter case. Others are never counted.</summary>
    public IReadOnlyList<string> Production { get; init; } = ["production", "prod", "live"];

    /// <summary>People that are senior, by e-mail address or account; any letter case.</summary>
    public IReadOnlyList<string> Seniors { get; init; } = [];

    /// <summary>By what another system calls a person, what this one does: the e-mail address of their commits, say; any letter case.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } = new Dictionary<string, string>();

    /// <summary>Team of each person, by e-mail address, account or <c>@domain</c>; any letter case. Who is not here has the team of the service.</summary>
    public IReadOnlyDictionary<string, string> Teams { get; init; } = new Dictionary<string, string>();

    /// <summary>Partner company that a person works for, by e-mail address, account or <c>@domain</c>; any letter case.</summary>
    public IReadOnlyDictionary<string, string> Partners { get; init; } = new Dictionary<string, string>();

    /// <summary>An incident that is over within this time, with nobody having acted on it, is a flap and no incident.</summary>
    public TimeSpan Flap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>No deployment is linked to an incident by time alone after this long.</summary>
    public TimeSpan MostBetween { get; init; } = TimeSpan.FromDays(7);

    /// <summary>An incident is verified as fixed when it did not come back for this long after the last remedy.</summary>
    public TimeSpan QuietUntilVerified { get; init; } = TimeSpan.FromDays(7);

    /// <summary>A deployment is judged ok only when this much time went by without a failure; before, it is pending.</summary>
    public TimeSpan Evaluation { get; init; } = TimeSpan.FromHours(24);
}

/// <summary>A service, as plumbline.yml describes it.</summary>
/// <param name="Name">As deployments and incidents name it.</param>
internal sealed record ServicePolicy(string Name)
{
    /// <summary>Globs of the files that it is built from, relative to the repository, as <c>src/shop/**</c>; empty for all.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Other names that sources give to it: <c>shop-web-prod</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Canonical name of its repository, such as <c>octo/shop</c>; empty for the one that is looked at.</summary>
    public string Repository { get; init; } = "";

    public string Team { get; init; } = "";

    /// <summary>The company that delivers it; empty for one's own.</summary>
    public string Partner { get; init; } = "";
}
