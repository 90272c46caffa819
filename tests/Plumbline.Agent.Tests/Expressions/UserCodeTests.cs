using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>No expression ever runs a line of the user's code.</summary>
public sealed class UserCodeTests
{
    [Theory]
    [InlineData("trap.Computed")]
    [InlineData("trap[1]")]
    [InlineData("trap == trap")]
    [InlineData("trap != other")]
    [InlineData("trap < other")]
    [InlineData("trap > other")]
    [InlineData("trap + 1")]
    [InlineData("-trap")]
    [InlineData("!trap")]
    [InlineData("trap ? 1 : 2")]
    [InlineData("trap && true")]
    [InlineData("trap == 1")]
    [InlineData("(int)trap")]
    [InlineData("trap.Method()")]
    [InlineData("trap.Equals(other)")]
    [InlineData("trap.GetHashCode()")]
    [InlineData("trap.ToString()")]
    [InlineData("trap.ToString(\"x\")")]
    [InlineData("trap.CompareTo(other)")]
    [InlineData("\"a\" + trap")]
    [InlineData("trap.Any(x => x == 1)")]
    [InlineData("trap.Count()")]
    [InlineData("traps.Contains(trap)")]
    [InlineData("traps.Min()")]
    [InlineData("traps.Sum()")]
    [InlineData("map[trap]")]
    [InlineData("map.ContainsKey(trap)")]
    [InlineData("Math.Max(trap, 1)")]
    [InlineData("trap is 1")]
    [InlineData("o == trap")]
    public void Compile_WhatWouldRunUserCode_IsRefusedAndNothingRuns(string text)
    {
        Trap.Calls = 0;
        var trap = new Trap();

        Error(text, Var("trap", trap), Var("other", trap), Var("traps", new List<Trap> { trap }), Var("map", new Dictionary<Trap, int>()), Var<object>("o", trap)).ShouldNotBeNull(text);
        Trap.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("trap.Field == 5")]
    [InlineData("trap != null")]
    [InlineData("trap is Trap")]
    [InlineData("trap is not null")]
    [InlineData("(object)trap == o")]
    [InlineData("traps.Any(t => t.Field == 5)")]
    [InlineData("traps.Where(t => t != null).Count() == 1")]
    [InlineData("traps.Select(t => t.Field).Sum() == 5")]
    [InlineData("map.Any(e => e.Key.Field == 5 && e.Value == 1)")]
    [InlineData("set.Any(t => t.Field == 5)")]
    [InlineData("trap.GetType().Name == \"Trap\"")]
    [InlineData("(trap ?? null) != null")]
    [InlineData("holders.First(h => h.Count == 1)[0].Field == 5")]
    [InlineData("base2.Sum() == 3")]
    public void Evaluate_OverTypesFullOfTraps_RunsNone(string text)
    {
        var trap = new Trap();
        var map = new Dictionary<Trap, int> { [trap] = 1 };
        var set = new HashSet<Trap> { trap };
        Trap.Calls = 0;
        TrapList.Calls = 0;

        IsTrue(
            text, Var("trap", trap), Var("traps", new List<Trap> { trap }), Var("map", map), Var<object>("o", trap), Var("set", set), Var("holders", new List<Trap[]> { new[] { trap } }),
            Var("base2", new TrapList { 1, 2 })).ShouldBeTrue();
        Trap.Calls.ShouldBe(0);
        TrapList.Calls.ShouldBe(0);
    }

    [Fact]
    public void VirtualProperty_OverriddenByCode_IsUndefinedAndNotCalled()
    {
        LoudOrder.Calls = 0;
        var compiled = Compile("order.Channel == \"loud\"", typeof(bool), Var<Order>("order", new LoudOrder()));

        ((Func<Order, bool>)compiled.Delegate)(new LoudOrder()).ShouldBeFalse();
        compiled.Faults.First.ShouldBe("order.Channel runs code in the type of this object");
        ((Func<Order, bool>)compiled.Delegate)(new VipOrder { Channel = "loud" }).ShouldBeTrue();
        ((Func<Order, bool>)compiled.Delegate)(new Order { Channel = "loud" }).ShouldBeTrue();
        LoudOrder.Calls.ShouldBe(0);
    }

    [Fact]
    public void ExceptionMessage_Overridden_IsReadFromItsField()
    {
        TrapException.Calls = 0;

        Value("@exception.Message", Var<Exception>("@exception", new TrapException("real"))).ShouldBe("real");
        TrapException.Calls.ShouldBe(0);
    }

    [Fact]
    public void Lookup_WithComparerOfTheUser_IsUndefinedAndNotCalled()
    {
        var map = new Dictionary<string, int>(new TrapComparer()) { ["a"] = 1 };
        TrapComparer.Calls = 0;

        Value("map[\"a\"]", Var("map", map)).ShouldBeOfType<Undefined>();
        Value("map.ContainsKey(\"a\")", Var("map", map)).ShouldBe(false);
        TrapComparer.Calls.ShouldBe(0);
    }

    [Fact]
    public void LazySequence_BehindAnInterface_IsUndefinedAndNotEnumerated()
    {
        var calls = 0;
        var lazy = new[] { 1, 2 }.Where(_ => ++calls > 0);

        Value("x.Any(i => i == 1)", Var("x", lazy)).ShouldBe(new Undefined("x is no collection of the framework"));
        Value("x.Count()", Var("x", lazy)).ShouldBe(new Undefined("x is no collection of the framework"));
        calls.ShouldBe(0);
        Value("x.Sum()", Var<IEnumerable<int>>("x", new TrapList { 1, 2 })).ShouldBeOfType<Undefined>();
        TrapList.Calls.ShouldBe(0);
    }

    [Fact]
    public void StaticConstructor_NotYetRun_IsNeverTriggered()
    {
        Error("Untouched.Lazy.Value == 5", Var("x", new Point()))!.Message.ShouldContain("static constructor has not run yet");
        Value("o is Untouched.Lazy", Var<object>("o", 1), Var("p", new Point())).ShouldBe(false);
        Value("lazy.Instance", Var<Untouched.Lazy?>("lazy", null)).ShouldBe(new Undefined("lazy is null"));

        Untouched.Calls.ShouldBe(0);
    }
}
