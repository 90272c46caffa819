using System.Text.Json;
using Plumbline.Git.Tests.Support;
using Plumbline.Ledger.Code;
using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Judging;
using Plumbline.Ledger.Records;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Shipping;

/// <summary>A ledger that is judged again and again while events and commits come: what was found out before must change nothing but the time it takes.</summary>
public sealed class Growing : IDisposable
{
    private readonly Story _story = new();
    private readonly Dictionary<(FactKind, string), KeptFact> _stored = [];
    private IReadOnlyList<KeptFact> _new = [];

    public void Dispose() => _story.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Judgement_WithWhatWasFoundOutBefore_IsTheOneMadeAnew(int seed)
    {
        _story.Repository.Feed(new RandomHistory(seed).Stream(60), "fast-import", "--quiet");
        var random = new Random(seed);
        string[] commits = _story.Repository.Run("rev-list", "--topo-order", "--reverse", "main").Split('\n');
        for (var step = 1; step <= 6; step++)
        {
            _story.Repository.Run("update-ref", "refs/heads/main", commits[(commits.Length * step / 6) - 1]);
            string Any() => commits[random.Next(commits.Length * step / 6)];
            _story.Deploy($"{step}", Any(), step);
            _story.Deploy($"{step}b", _story.Repository.Run("rev-parse", "main"), step + 0.5);
            _story.Fail($"INC-{step}", step + 0.6, step + 0.9, links: [new IncidentLink(LinkKind.FixedBy, Any(), "fixed")]);
            _story.Add(_story.Fail($"INC-{step}0", step + 0.7) with { Traces = [$"   at Word.Run() in /src/file{random.Next(12)}:line {random.Next(40)}"] });

            await CheckAsync();
        }
    }

    [Fact]
    public async Task Judgement_WhatEverBecomesOfRequestsRevertsAndPasses_IsTheOneMadeAnew()
    {
        _story.Commit("Begin", 0, ("src/A.cs", Lines(1, 12)));
        _story.Deploy("0", _story.Repository.Head, 0.1);
        _story.Repository.Run("checkout", "-q", "-b", "work");
        string one = _story.CommitByAi("One", 1, ("src/A.cs", [.. Lines(1, 12), .. Lines(20, 25)]));
        string two = _story.Commit("Two", 1.1, ("src/A.cs", [.. Lines(1, 12), .. Lines(20, 28)]));
        _story.Repository.Run("checkout", "-q", "main");
        _story.Repository.Run("merge", "-q", "--squash", "work");
        string squash = _story.Commit("Add lines (#7)", 1.2);
        _story.Deploy("1", squash, 2);
        await CheckAsync();

        _story.Repository.Run("update-ref", "refs/pull/7/head", two);
        await CheckAsync();

        _story.Repository.Run("revert", "--no-edit", squash);
        await CheckAsync();

        _story.Repository.Run("revert", "--no-edit", "HEAD");
        _story.Deploy("2", _story.Repository.Head, 3);
        await CheckAsync();

        _story.Repository.Run("update-ref", "refs/pull/7/head", one);
        await CheckAsync();

        _story.Commit("Pass over the squash", 4, (".git-blame-ignore-revs", [squash]));
        await CheckAsync();

        _story.Add(new Change { Key = "octo/shop#7", Repository = "octo/shop", Number = 7, HeadCommit = two, MergeCommit = squash, Title = "Lines", Merged = Story.Day(1.2) });
        await CheckAsync();

        _story.Repository.Run("merge", "-q", "-s", "ours", "-m", "Merge work", "work");
        await CheckAsync();

        _story.Repository.Run("update-ref", "-d", "refs/pull/7/head");
        await CheckAsync();
    }

    [Fact]
    public async Task Event_FindsOutWhatItTouchesAndNoMore()
    {
        _story.Commit("Begin", 0, ("src/A.cs", Lines(1, 12)), ("src/B.cs", Lines(30, 40)));
        _story.Deploy("0", _story.Repository.Head, 0.1);
        _story.Commit("Add lines", 1, ("src/A.cs", Lines(1, 20)));
        string fix = _story.Commit("Repair lines", 2, ("src/A.cs", [.. Lines(1, 18), "int last = 7 + other;"]));
        _story.Deploy("1", _story.Repository.Head, 2.5);
        await CheckAsync();

        await CheckAsync();
        _new.ShouldBeEmpty();

        _story.Fail("INC-1", 1.5, 2.6);
        await CheckAsync();
        _new.ShouldBeEmpty();

        _story.Fail("INC-2", 1.6, 2.6, links: [new IncidentLink(LinkKind.FixedBy, fix, "fixed")]);
        await CheckAsync();
        _new.Count(fact => fact.Kind == FactKind.Fix).ShouldBe(1);
        _new.Count(fact => fact.Kind == FactKind.Lines).ShouldBe(0);

        _story.Commit("Go on", 3, ("src/B.cs", Lines(30, 45)));
        await CheckAsync();
        _new.Select(fact => fact.Kind).ShouldBe([FactKind.Lines]);

        string later = _story.Commit("Repair value31", 4, ("src/B.cs", [.. Lines(30, 30), "int value31 = 0;", .. Lines(32, 45)]));
        _story.Fail("INC-3", 3.5, 4.6, links: [new IncidentLink(LinkKind.FixedBy, later, "fixed")]);
        await CheckAsync();
        _new.Select(fact => fact.Kind).ShouldBe([FactKind.Lines, FactKind.Words, FactKind.Words, FactKind.Fix, FactKind.Culprits], ignoreOrder: true);
    }

    [Fact]
    public async Task Commit_ThatUsesWordsOfAnEarlierFix_ChangesNothingOfWhatItRepairs()
    {
        _story.Commit("Begin", 0, ("src/A.cs", Lines(1, 12)), ("src/B.cs", Lines(30, 40)));
        _story.Commit("Count parcels", 1, ("src/A.cs", [.. Lines(1, 12), "int parcels = weigh(value3);"]));
        string fix = _story.Commit("Weigh parcels by their stowage", 2, ("src/A.cs", [.. Lines(1, 12), "int parcels = weigh(value4);"]));
        _story.Deploy("1", _story.Repository.Head, 2.5);
        _story.Fail("INC-1", 1.5, 2.6, links: [new IncidentLink(LinkKind.FixedBy, fix, "fixed")]);
        await CheckAsync();
        var before = (await _story.JudgeAsync()).Judgement.Cases.Single().Evidence.Select(evidence => (evidence.Words, evidence.Weight)).ToList();

        for (var i = 0; i < 5; i++)
        {
            _story.Commit($"Stowage of parcels, part {i}", 3 + i, ("src/B.cs", [.. Lines(30, 40), $"int stowage{i} = parcels + stowage;"]));
            await CheckAsync();
        }

        before.ShouldNotBeEmpty();
        (await _story.JudgeAsync()).Judgement.Cases.Single().Evidence.Select(evidence => (evidence.Words, evidence.Weight)).ShouldBe(before);
    }

    /// <summary>Judges with what is stored, and compares with a judgement that knows nothing.</summary>
    private async Task CheckAsync()
    {
        var kept = new KeptFacts(kind => _stored.Values.Where(fact => fact.Kind == kind));
        var with = await _story.JudgeAsync(kept, cache: _story.Repository.Beside("kept"));
        var anew = await _story.JudgeAsync();
        foreach (var fact in kept.New)
        {
            _stored[(fact.Kind, fact.Key)] = fact;
        }

        _new = kept.New;
        Told(with).ShouldBe(Told(anew));
    }

    private static string Told((Judgement Judgement, LedgerFacts Facts) judged) => JsonSerializer.Serialize(new
    {
        judged.Facts,
        Changes = judged.Judgement.Changes.All.Select(change => new { change.Key, change.Lines, Tool = change.Lines.Tool.Tool, Reverted = change.RevertedBy?.Key }),
        Cases = judged.Judgement.Cases.Select(one => new { one.Record.Key, Evidence = one.Evidence.Select(evidence => new { evidence.Step, evidence.Verdict, evidence.Weight, evidence.Words, evidence.Place }) }),
    });

    private static string[] Lines(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(i => $"int value{i} = {i} + other{i};")];
}
