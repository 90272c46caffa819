using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Case 43: code that runs from the start of a program to its end.</summary>
public sealed class EntryPointScenarios
{
    // case 43
    [Theory, InlineData(false), InlineData(true)]
    public async Task TopLevelStatements_TheirFunctionsAndLambdas_AreNamedAsInTheSource(bool atStart)
    {
        await using var target = await ConformanceTarget.StartAsync(Packaging.Built, atStart);
        await target.RunAsync("zero");

        await target.ShouldRecordAsync("one", "Program.Main.Greet", "name=one, round=3, greeting=hello one, @return=hello one9");
        await target.ShouldRecordAsync("one", "Program.Main.lambda", "text=one, round=6, @return=4");
        await target.ShouldRecordAsync("one", Packaging.Line("Program.cs", "local-function"), "name=one, round=9, greeting=hello one");
        await target.ShouldRecordAsync("one", "Orders.PriceAsync", "name=one, factor=4, order=Packaged.Order{Name=one Lines=[a b]}, @return=22");
    }

    // case 43
    [Theory, InlineData(false), InlineData(true)]
    public async Task TopLevelStatements_AfterAnAwait_AreReachedAlthoughTheyBeganEarlier(bool atStart)
    {
        await using var target = await ConformanceTarget.StartAsync(Packaging.Built, atStart);
        await target.RunAsync("zero");

        await target.ShouldRecordAsync("one", Packaging.Line("Program.cs", "after-await"), "measure=Program.<Main>$.lambda, round=3, line=one");
        (await target.RecordAsync("one", new ProbeSpec { Kind = ProbeKind.Count, Place = Packaging.Line("Program.cs", "calls") })).Status.Hits.ShouldBe(1);

        // What came before the first await is over, and so is the entry of the whole.
        (await target.RecordAsync("one", ConformanceTarget.Snapshot(Packaging.Line("Program.cs", "lambda")))).Captures
            .ShouldHaveSingleItem().Method.ShouldBe("Program.Main.lambda");
        await target.ShouldRecordAsync("one", "Program.Main");
        await target.ShouldRecordAsync("one", "<Main>$");
    }

    // case 43
    [Fact]
    public async Task AsyncMain_ResumedAfterAnAwait_GoesOnInTheNewCode()
    {
        await using var target = await ConformanceTarget.StartAsync(Variant.All[0]);
        var placed = await target.PlaceAsync(new ProbeSpec { Kind = ProbeKind.Count, Place = Placing.Line("Program.cs", "main-loop") });

        // Main waits inside a frame of the old code. It leaves that frame where a scenario suspends, and not before.
        await target.RunAsync("Basics.Add");
        (await target.StatusAsync(placed.Probe)).Hits.ShouldBe(0);
        await target.RunAsync("Async.Suspends");
        await target.UntilAsync(placed.Probe, status => status.Hits == 1);
        await target.RunAsync("Basics.Add");
        await target.UntilAsync(placed.Probe, status => status.Hits == 2);

        // Now it waits inside a frame of the new code, and must find its way with the probe gone.
        await target.RemoveAsync(placed.Probe);
        (await target.RunAsync("Basics.Add")).ShouldBe("12");
        (await target.RunAsync("Async.Suspends")).ShouldBe("7");
        await target.ShouldRecordAsync("Basics.Add", "Program.Run@entry", "name=Basics.Add");
    }
}
