using System.Text.Json;
using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class LoadTests(ShopProcess shop)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_ForTwoSeconds_KeepsTheRateAndMeetsNoError()
    {
        using var load = ShopProcess.Start(
            "load.dll", "--url", shop.Http.BaseAddress!.ToString(), "--seconds", "2", "--rate", "50", "--concurrency", "4", "--json");

        var report = JsonElement.Parse(await load.StandardOutput.ReadToEndAsync(Cancel));
        await load.WaitForExitAsync(Cancel);

        load.ExitCode.ShouldBe(0, report.ToString());
        report.GetProperty("requests").GetInt64().ShouldBeInRange(20, 101);
        report.GetProperty("errors").EnumerateObject().ShouldBeEmpty();
        report.GetProperty("p99").GetDouble().ShouldBeGreaterThanOrEqualTo(report.GetProperty("p50").GetDouble());
    }

    [Fact]
    public async Task Load_OneFault_IsMetOnceWithoutShoppers()
    {
        using var load = ShopProcess.Start("load.dll", "--url", shop.Http.BaseAddress!.ToString(), "--fault", "daylight-saving", "--json");

        var report = JsonElement.Parse(await load.StandardOutput.ReadToEndAsync(Cancel));
        await load.WaitForExitAsync(Cancel);

        load.ExitCode.ShouldBe(0, report.ToString());
        report.GetProperty("requests").GetInt64().ShouldBe(0);
        report.GetProperty("faults").GetProperty("daylight-saving").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Load_Story_MeetsEveryFaultOnce_AndShoppersMeetNone()
    {
        using var load = ShopProcess.Start(
            "load.dll", "--url", shop.Http.BaseAddress!.ToString(), "--story", "15", "--rate", "50", "--concurrency", "4", "--json");

        var report = JsonElement.Parse(await load.StandardOutput.ReadToEndAsync(Cancel));
        await load.WaitForExitAsync(Cancel);

        load.ExitCode.ShouldBe(0, report.ToString());
        var faults = report.GetProperty("faults").EnumerateObject().ToDictionary(fault => fault.Name, fault => fault.Value.GetInt32());
        faults.Count.ShouldBe(9);
        faults.Values.ShouldAllBe(count => count == 1);
        report.GetProperty("errors").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Load_UnknownOption_SaysHowToUseIt()
    {
        using var load = ShopProcess.Start("load.dll", "--rate", "fast");
        await load.WaitForExitAsync(Cancel);

        load.ExitCode.ShouldBe(2);
    }
}
