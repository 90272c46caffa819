using System.Globalization;
using System.Text;
using System.Text.Json;
using Plumbline.Ledger.Observations;
using Plumbline.Ledger.Records;
using Plumbline.Ledger.Sources;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

/// <summary>The events of the sample shop's story, read and folded as a ledger does, against what the story says is true.</summary>
public sealed class StoryEventsTests
{
    private static readonly string s_story = Find();
    private static readonly DateTimeOffset s_received = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonElement s_truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_story, "truth.json"))).RootElement;

    [Fact]
    public void EveryEvent_SaysSomething()
    {
        foreach (var (file, reading) in Readings())
        {
            reading.Rejected.ShouldBeNull(file);
            reading.Observations.ShouldNotBeEmpty(file);
        }
    }

    [Fact]
    public void Remedies_AreDeploymentsToProductionThatSucceeded()
    {
        var deployments = Observations<DeploymentSeen>().GroupBy(seen => seen.Key).ToDictionary(group => group.Key, group => Folding.Deployment(group)!);
        foreach (var remedy in s_truth.GetProperty("incidents").EnumerateArray().SelectMany(incident => incident.GetProperty("remedies").EnumerateArray()))
        {
            var deployment = deployments[remedy.GetProperty("deployment").GetString()!];

            deployment.Commit.ShouldBe(remedy.GetProperty("commit").GetString());
            deployment.Result.ShouldBe(DeploymentResult.Succeeded);
            deployment.Place.Environment.ShouldBe("production");
            deployment.Finished.ShouldBe(Time(remedy.GetProperty("at")));
        }

        var production = deployments.Values.Where(one => one.Place.Environment == "production" && one.Result == DeploymentResult.Succeeded).ToLookup(one => one.Place.Service);
        foreach (var service in s_truth.GetProperty("deployments").EnumerateObject())
        {
            production[service.Name].Count().ShouldBe(service.Value.GetInt32());
        }

        deployments.Values.Count(one => one.Result == DeploymentResult.Failed).ShouldBe(1);
    }

    [Fact]
    public void Incidents_AreThoseOfTheTruth()
    {
        var incidents = Observations<IncidentSeen>().GroupBy(seen => seen.Key).ToDictionary(group => group.Key, group => Folding.Incident(group)!);
        foreach (var expected in s_truth.GetProperty("incidents").EnumerateArray())
        {
            incidents.Remove(expected.GetProperty("incident").GetString()!, out var incident).ShouldBeTrue();

            incident!.Service.ShouldBe(expected.GetProperty("service").GetString());
            incident.Detected.ShouldBe(Time(expected.GetProperty("detected")));
            incident.Resolved.ShouldBe(expected.GetProperty("restored") is { ValueKind: JsonValueKind.String } at ? Time(at) : null);
            (incident.DuplicateOf is not null).ShouldBe(expected.TryGetProperty("excluded", out var excluded) && excluded.GetString() == "duplicate");
        }

        incidents.ShouldBeEmpty();
    }

    [Fact]
    public void Changes_AreThePullRequestsOfTheTruth() =>
        Observations<ChangeSeen>().GroupBy(seen => seen.Key).Select(group => Folding.Change(group)!).Select(change => (change.Number, change.MergeCommit)).Order()
            .ShouldBe(s_truth.GetProperty("changes").EnumerateArray().Where(change => change.TryGetProperty("number", out _)).Select(change => (change.GetProperty("number").GetInt64(), change.GetProperty("commit").GetString())).Order());

    [Fact]
    public void Hours_SumUpToThoseOfTheTruth()
    {
        var written = s_truth.GetProperty("hours").EnumerateObject().SelectMany(who => who.Value.EnumerateObject()).GroupBy(kind => kind.Name, kind => kind.Value.GetDouble()).ToDictionary(kind => kind.Key, kind => kind.Sum());

        Observations<EffortSeen>().Where(seen => seen.Hours >= 0).GroupBy(seen => seen.Category).ToDictionary(kind => kind.Key, kind => kind.Sum(seen => seen.Hours)).OrderBy(kind => kind.Key)
            .ShouldBe(written.OrderBy(kind => kind.Key));
    }

    private static IEnumerable<T> Observations<T>() => Readings().SelectMany(read => read.Reading.Observations).OfType<T>();

    private static IEnumerable<(string File, Reading Reading)> Readings()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(s_story, "events"), "*.jsonl"))
        {
            foreach (var (line, number) in File.ReadLines(file).Select((line, number) => (line, number)))
            {
                var source = Path.GetFileNameWithoutExtension(file).Split('-')[0];
                yield return (file, SourceTable.Read(source, Encoding.UTF8.GetBytes(line), $"{file}:{number}", s_received, new EventLimits()));
            }
        }
    }

    private static DateTimeOffset Time(JsonElement text) => DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Plumbline.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine(at!.FullName, "samples", "shop", "story");
    }
}
