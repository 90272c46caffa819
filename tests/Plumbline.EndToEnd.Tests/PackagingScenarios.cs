using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Case 58: programs that are published in other ways than as IL beside a shared framework.</summary>
public sealed class PackagingScenarios
{
    private static readonly bool s_all = Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1";

    /// <summary>Publishing takes its time, so a quick run has one form only.</summary>
    public static TheoryData<string, bool> Served => s_all
        ? new TheoryData<string, bool>
        {
            { "ReadyToRun", false },
            { "ReadyToRun", true },
            { "SingleFile", false },
            { "SingleFile", true },
            { "SingleFile-SelfContained", false },
            { "SingleFile-SelfContained", true },
            { "SingleFile-ReadyToRun-Embedded-Compressed-SelfContained", false },
            { "ReadyToRun-Composite-SelfContained", false },
            { "ReadyToRun-Composite-SelfContained", true },
        }
        : new TheoryData<string, bool> { { "ReadyToRun", false } };

    // case 58
    [Theory, MemberData(nameof(Served))]
    public async Task Program_PublishedInThisWay_IsServed(string packaging, bool atStart)
    {
        await using var target = await ConformanceTarget.StartAsync(await Packaging.PublishedAsync(packaging), atStart);

        await target.ShouldRecordAsync(
            "one", "Orders.Price", "order=Packaged.Order{Name=one Lines=[a b]}, factor=4, price=8, @return=11");
        await target.ShouldRecordAsync(
            "one", Packaging.Line("Orders.cs", "price"), "order=Packaged.Order{Name=one Lines=[a b]}, factor=4, price=8");
        await target.ShouldRecordAsync("one", "Orders.PriceAsync", "name=one, factor=4, order=Packaged.Order{Name=one Lines=[a b]}, @return=22");
        await target.ShouldRecordAsync(
            "one", Packaging.Line("Orders.cs", "price-async"), "name=one, factor=4, order=Packaged.Order{Name=one Lines=[a b]}");
        await target.ShouldRecordAsync("one", "Orders.First", "items=[a b], @return=a");
        (await target.RecordAsync("one", new ProbeSpec { Kind = ProbeKind.Count, Place = "Orders.Inlined" })).Status.Hits.ShouldBe(1);
    }

    // case 58
    [Theory]
    [InlineData("Trimmed-SelfContained", (int)PlumbExit.TurnedOff, "System.StartupHookProvider.IsSupported is false")]
    [InlineData("Trimmed-Hooks-SelfContained", (int)PlumbExit.CannotAttach, "was trimmed")]
    [InlineData("SingleFile-Trimmed-SelfContained", (int)PlumbExit.TurnedOff, "System.StartupHookProvider.IsSupported is false")]
    [InlineData("SingleFile-Trimmed-Hooks-SelfContained", (int)PlumbExit.CannotAttach, "was trimmed")]
    public async Task Program_Trimmed_IsRefusedAndRunsOn(string packaging, int exit, string reason)
    {
        Assert.SkipUnless(s_all, "Trimming takes its time.");
        await using var target = await BareTarget.StartAsync([await Packaging.PublishedAsync(packaging)]);

        var doctor = await PlumbProcess.RunAsync(PlumbExit.DoctorFound, "doctor", $"{target.Pid}");
        doctor.ShouldContain(reason);
        doctor.ShouldContain("Publish without PublishTrimmed");
        (await PlumbProcess.RunAsync((PlumbExit)exit, "count", $"{target.Pid}", "Orders.Price")).ShouldContain(reason);
        (await target.RunAsync("one")).ShouldBe("hello one9 4 22");
    }
}
