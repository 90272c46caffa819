using Shouldly;
using Xunit;

namespace Plumbline.EndToEnd.Tests;

/// <summary>Recordings of methods that are left and entered again in one invocation.</summary>
public sealed class RecordMachineScenarios(ConformanceFixture fixture)
{
    public static TheoryData<Variant> Variants => ConformanceFixture.RecordVariants;

    [Theory, MemberData(nameof(Variants))]
    public async Task Async_SeveralAwaitsThatSuspendOrNot(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        static string[] Call(int number, string yields)
        {
            var (first, second) = (number * 10, (number + 1) * 10);
            return
            [
                $"entry | number={number} | yields={yields}",
                "var total = 0; | total=0",
                "var i = 0 | i=0",
                "i < 2",
                $"var part = await Part(number + i, yields); | await Part={first} | part={first}",
                $"total += part; | total={first}",
                "i++ | i=1",
                "i < 2",
                $"var part = await Part(number + i, yields); | await Part={second} | part={second}",
                $"total += part; | total={first + second}",
                "i++ | i=2",
                "i < 2",
                "await Task.Yield();",
                "var last = await new ValueTask<int>(total * 2);",
                "return last + 1;",
                $"returned | @return={((first + second) * 2) + 1}",
            ];
        }

        await target.ShouldRecordCallsAsync("Async", "Records.Async", Call(1, "true"), Call(2, "false"), Call(3, "true"));
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task AsyncThatThrows_AfterItsFinallyBlock(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "AsyncThrow",
            "Records.AsyncThrow",
            [
                "entry | number=4",
                "var text = \"before\"; | text=before",
                "await Part(number, true); | await Part=40",
                "text = Broken(number);",
                "text += \" after\"; | text=before after",
                "threw | @exception=InvalidOperationException: broken 4",
            ]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task Iterator_ToItsEndAndLeftEarly(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        await target.ShouldRecordCallsAsync(
            "Iterator",
            "Records.Iterator",
            [
                "entry | count=3",
                "var last = 1; | last=1",
                "var i = 0 | i=0",
                "i < count",
                "last += i;",
                "yield return last; | yield 1",
                "i++ | i=1",
                "i < count",
                "last += i; | last=2",
                "yield return last; | yield 2",
                "i++ | i=2",
                "i < count",
                "last += i; | last=4",
                "yield return last; | yield 4",
                "i++ | i=3",
                "i < count",
                "returned",
            ],
            [
                "entry | count=9",
                "var last = 1; | last=1",
                "var i = 0 | i=0",
                "i < count",
                "last += i;",
                "yield return last; | yield 1",
                "i++ | i=1",
                "i < count",
                "last += i; | last=2",
                "yield return last; | yield 2",
                "disposed",
            ]);
    }

    [Theory, MemberData(nameof(Variants))]
    public async Task AsyncIterator(Variant variant)
    {
        var target = await fixture.TargetAsync(variant);

        static string[] Pass(int i) =>
        [
            $"var item = await Part(i, i == 1); | await Part={i * 10} | item={i * 10}",
            $"yield return item; | yield {i * 10}",
            $"i++ | i={i + 1}",
            "i < count",
        ];
        await target.ShouldRecordCallsAsync(
            "AsyncIterator", "Records.AsyncIterator", ["entry | count=3", "var i = 0 | i=0", "i < count", .. Pass(0), .. Pass(1), .. Pass(2), "returned"]);
    }
}
