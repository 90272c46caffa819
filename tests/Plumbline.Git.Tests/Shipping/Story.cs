using Plumbline.Git.Shipping;
using Plumbline.Git.Tests.Support;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>A repository with what happened to its code in production, made by a test.</summary>
internal sealed class Story : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Deployment> _deployments = [];
    private readonly List<Incident> _incidents = [];
    private readonly List<Change> _changes = [];
    private readonly List<HumanVerdict> _verdicts = [];
    private readonly List<Effort> _efforts = [];

    public Story() => Repository.Skip(Start - DateTimeOffset.FromUnixTimeSeconds(1_600_000_000));

    public TestRepository Repository { get; } = new();

    public LedgerPolicy Policy { get; set; } = new();

    public LedgerRecords Records => new() { Deployments = _deployments, Incidents = _incidents, Changes = _changes, Verdicts = _verdicts, Efforts = _efforts };

    public static DateTimeOffset Day(double days) => Start.AddDays(days);

    /// <summary>Commits files by a person, or with the trailer of a tool.</summary>
    public string Commit(string message, double day, params (string Path, string[] Lines)[] files)
    {
        foreach (var (path, lines) in files)
        {
            Repository.Lines(path, lines);
        }

        SetDay(day);
        return Repository.Commit(message);
    }

    public string CommitByAi(string message, double day, params (string Path, string[] Lines)[] files) => Commit(message + "\n\nCo-Authored-By: Claude <noreply@anthropic.com>", day, files);

    public void SetDay(double day) => Repository.SetTime(Day(day));

    public string Deploy(string id, string? commit, double day, string service = "shop", string environment = "production", string region = "", DeploymentResult result = DeploymentResult.Succeeded, DeploymentKind? said = null, string repository = "", string? version = null)
    {
        var deployment = new Deployment
        {
            Key = $"plain:deployment/{id}",
            Place = new DeploymentPlace(service, environment, region),
            Repository = repository,
            Commit = commit,
            Version = version,
            Result = result,
            Said = said,
            Started = Day(day).AddMinutes(-5),
            Finished = result == DeploymentResult.Running ? null : Day(day),
        };
        _deployments.Add(deployment);
        return deployment.Key;
    }

    public Incident Fail(string id, double detected, double? resolved = null, string service = "shop", params IncidentLink[] links)
    {
        var incident = new Incident { Key = $"plain:incident/{id}", Title = "Checkout fails", Service = service, Detected = Day(detected), Resolved = resolved is { } at ? Day(at) : null, Links = links };
        _incidents.Add(incident);
        return incident;
    }

    public void Add(Incident incident)
    {
        _incidents.RemoveAll(known => known.Key == incident.Key);
        _incidents.Add(incident);
    }

    public void Add(Change change) => _changes.Add(change);

    public void Add(Effort effort) => _efforts.Add(effort);

    public void Decide(string incident, string subject, Decision decision) => _verdicts.Add(new HumanVerdict(_verdicts.Count + 1, $"plain:incident/{incident}", subject, decision, "ann@example.org", Day(60), ""));

    public Task<(Judgement Judgement, LedgerFacts Facts)> JudgeAsync(LedgerRecords? records = null) =>
        JudgeAsync(new KeptFacts(_ => []), records);

    /// <summary>With what was found out before, also about changes of commits.</summary>
    public Task<(Judgement Judgement, LedgerFacts Facts)> JudgeAsync(KeptFacts kept, LedgerRecords? records = null, string? cache = null) =>
        LedgerJudge.JudgeAsync(new LedgerCode(Repository.Path, LineKnowledge.None, kept) { CacheFolder = cache }, records ?? Records, Policy, TestContext.Current.CancellationToken);

    public void Dispose() => Repository.Dispose();
}
