using Plumbline.Agent.Facts;
using Plumbline.Agent.Probes.Thunks;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Facts;

public sealed class BitsFactTests
{
    private readonly LearningMethod _method = new();

    private enum Status
    {
        New,
        Paid,
        Lost = 7,
    }

    private enum Far : ulong
    {
        Low = 5_000_000_000,
        High = ulong.MaxValue,
    }

    [Fact]
    public void EnumValue_NeverSeenInManyCalls_IsAFirstByName()
    {
        var fact = FactShapes.Bits(_method.Facts, "status", typeof(Status));
        _method.Call(fact, Repeat(5000, (long)Status.New, (long)Status.Paid)).ShouldBeEmpty();

        var first = _method.Call(fact, (long)Status.Lost).ShouldHaveSingleItem();

        (first.Kind, first.What, first.Calls).ShouldBe((FirstKind.Value, "Lost", 5001));
        _method.Call(fact, (long)Status.Lost, (long)Status.New).ShouldBeEmpty();
    }

    [Fact]
    public void EnumValue_WithoutAName_IsToldAsNumber()
    {
        var fact = FactShapes.Bits(_method.Facts, "status", typeof(Status));
        _method.Call(fact, Repeat(5000, 0)).ShouldBeEmpty();

        _method.Call(fact, 99).ShouldHaveSingleItem().What.ShouldBe("99");
        _method.Call(fact, 1_000_000).ShouldBeEmpty("one was told a moment ago");
    }

    [Fact]
    public void EnumValues_BeyondTheBits_AreKnownToo()
    {
        var fact = FactShapes.Bits(_method.Facts, "far", typeof(Far));
        _method.Call(fact, Repeat(5000, 5_000_000_000)).ShouldBeEmpty();

        _method.Call(fact, -1).ShouldHaveSingleItem().What.ShouldBe("High");
        _method.Call(fact, -1, -1).ShouldBeEmpty();
    }

    [Fact]
    public void Values_ThatNeverEnd_BecomeSilent()
    {
        var fact = FactShapes.Bits(_method.Facts, "flags", typeof(Status));

        _method.Call(fact, Enumerable.Range(0, 50_000).Select(i => (long)i * 3)).ShouldBeEmpty();
    }

    [Fact]
    public void Null_AfterMany_IsAFirst()
    {
        var fact = new BitsFact(_method.Facts, "coupon", _ => (FirstKind.Null, "null")) { Known = 1 };
        for (var i = 0; i < 1500; i++)
        {
            CallCells.Next(_method.Facts.Counter);
        }

        _method.Call(fact, 0).ShouldHaveSingleItem().Kind.ShouldBe(FirstKind.Null);
        _method.Call(fact, 0).ShouldBeEmpty();
    }

    [Fact]
    public void Flag_ThatIsSeldomTrue_IsNoFirstBeforeAMillionCalls()
    {
        var fact = FactShapes.Bits(_method.Facts, "force", typeof(bool));
        _method.Call(fact, Repeat(500, 0)).ShouldBeEmpty();

        _method.Call(fact, 1).ShouldBeEmpty();
    }

    [Fact]
    public void Date_DefaultAfterRealOnes_IsAFirst()
    {
        var fact = FactShapes.Bits(_method.Facts, "placed", typeof(DateTime));
        _method.Call(fact, Repeat(2000, 1)).ShouldBeEmpty();

        _method.Call(fact, 4).ShouldHaveSingleItem().What.ShouldBe("the default date (0001-01-01)");
        _method.Call(fact, 2).ShouldBeEmpty("one was told a moment ago");
    }

    private static IEnumerable<long> Repeat(int count, params long[] values) => Enumerable.Range(0, count).Select(i => values[i % values.Length]);
}
