using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>Null on the way makes a value undefined; a condition that is undefined is false, and says why once.</summary>
public sealed class NullTests
{
    private static readonly Order s_full = new() { Id = 3, Customer = new Customer(), Coupon = 9, Items = [new Item { Name = "pen", Price = 2 }] };
    private static readonly Order s_bare = new() { Id = 4, Items = null! };

    [Theory]
    [InlineData("order.Customer.Age > 5")]
    [InlineData("order.Customer.Age <= 5")]
    [InlineData("order.Customer.Name != \"Bob\"")]
    [InlineData("order.Customer.Name == null")]
    [InlineData("!(order.Customer.Age > 5)")]
    [InlineData("order.Customer.Name.Length == 3")]
    [InlineData("order.Customer.Name.StartsWith(\"A\")")]
    [InlineData("order.Customer.Age > 5 && order.Id == 4")]
    [InlineData("order.Customer.Age > 5 || order.Id == 5")]
    [InlineData("order.Id == 5 || order.Customer.Age > 5")]
    [InlineData("order.Items.Count > 0")]
    [InlineData("order.Items.Any(i => i.Price > 1)")]
    [InlineData("order.Items[0].Price > 1")]
    [InlineData("order.Coupon.Value == 9")]
    [InlineData("order.Customer.Age > 5 ? true : true")]
    [InlineData("order.Customer.Name.Matches(\"A\")")]
    [InlineData("(int)order.Coupon > 0")]
    [InlineData("order.Previous.Previous.Id == 1")]
    public void Condition_NullOnTheWay_IsFalseAndRecorded(string text)
    {
        var compiled = Compile(text, typeof(bool), Var("order", s_bare));

        ((Func<Order, bool>)compiled.Delegate)(s_bare).ShouldBeFalse();
        ((Func<Order, bool>)compiled.Delegate)(s_bare).ShouldBeFalse();
        compiled.Faults.Count.ShouldBe(2);
        compiled.Faults.First!.ShouldEndWith("is null");
    }

    [Theory]
    [InlineData("order.Customer.Age > 5 || order.Id == 4")]
    [InlineData("order.Id == 4 || order.Customer.Age > 5")]
    [InlineData("!(order.Customer.Age > 5 && order.Id == 5)")]
    [InlineData("order.Customer == null")]
    [InlineData("order.Customer is null")]
    [InlineData("order?.Customer?.Name == null")]
    [InlineData("(order.Customer.Age ?? 7) == 7")]
    [InlineData("(order.Customer?.Age ?? 7) == 7")]
    [InlineData("(order.Customer.Name ?? \"x\") == \"x\"")]
    [InlineData("!(order.Customer?.Age > 5)")]
    [InlineData("order.Coupon == null")]
    [InlineData("order.Coupon + 1 == null")]
    [InlineData("!order.Coupon.HasValue")]
    [InlineData("order.Coupon.GetValueOrDefault() == 0")]
    [InlineData("(order.Items?.Count ?? -1) == -1")]
    [InlineData("(order.Items?.Where(i => i.Price > 1).Count() ?? -1) == -1")]
    [InlineData("(order.Customer?.Name.Length ?? -1) == -1")]
    [InlineData("(order.Previous?.Customer.Name ?? \"none\") == \"none\"")]
    [InlineData("order.Customer is not Customer")]
    public void Condition_DecidedWithoutTheNull_IsTrueAndNothingRecorded(string text)
    {
        var compiled = Compile(text, typeof(bool), Var("order", s_bare));

        ((Func<Order, bool>)compiled.Delegate)(s_bare).ShouldBeTrue();
        compiled.Faults.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("order.Customer.Age > 5 && order.Coupon == 9 && order.Items[0].Price == 2")]
    [InlineData("order?.Customer?.Name == \"Ada\"")]
    [InlineData("(order.Customer?.Age ?? 0) == 36")]
    [InlineData("order.Customer?.Vip != true")]
    [InlineData("order.Items?[0].Name == \"pen\"")]
    [InlineData("order.Items?[0]?.Name?.Length == 3")]
    public void Condition_NothingIsNull_IsTrue(string text) => IsTrue(text, Var("order", s_full)).ShouldBeTrue();

    [Fact]
    public void Value_NullConditional_IsNullable()
    {
        var compiled = Compile("order?.Customer?.Age", null, Var<Order?>("order", null));

        compiled.Type.ShouldBe(typeof(int?));
        ((Func<Order?, int?>)compiled.Delegate)(null).ShouldBeNull();
        ((Func<Order?, int?>)compiled.Delegate)(s_full).ShouldBe(36);
    }

    [Fact]
    public void Value_Undefined_SaysWhyOnThisThread()
    {
        var compiled = Compile("order.Customer.Age", null, Var("order", s_bare));

        EvaluationFaults.Clear();
        ((Func<Order, int>)compiled.Delegate)(s_bare).ShouldBe(0);
        EvaluationFaults.Last.ShouldBe("order.Customer is null");
        EvaluationFaults.Clear();
        ((Func<Order, int>)compiled.Delegate)(s_full).ShouldBe(36);
        EvaluationFaults.Last.ShouldBeNull();
    }

    [Theory]
    [InlineData("a / b", "Division by zero")]
    [InlineData("a % b", "Division by zero")]
    [InlineData("low / minus", "The division overflows")]
    [InlineData("x[5]", "The index 5 is out of range")]
    [InlineData("x[-1]", "The index -1 is out of range")]
    [InlineData("x[big]", "The index big is out of range")]
    [InlineData("list[9]", "The index 9 is out of range")]
    [InlineData("text[3]", "The index 3 is out of range")]
    [InlineData("map[\"no\"]", "There is no key \"no\"")]
    [InlineData("grid[1, 9]", "The index 9 is out of range")]
    [InlineData("(string)o", "o is no string")]
    [InlineData("(long)o", "o is no long")]
    [InlineData("d * d", "OverflowException while evaluating")]
    [InlineData("d / 0", "Division by zero")]
    [InlineData("text.Substring(9)", "ArgumentOutOfRangeException while evaluating")]
    [InlineData("time.AddYears(9999)", "ArgumentOutOfRangeException while evaluating")]
    [InlineData("list.First(i => i > 100)", "list has no such element")]
    [InlineData("empty.Min()", "empty has no element to take the Min of")]
    [InlineData("empty.Average()", "There is no element to take the Average of")]
    [InlineData("huge.Sum()", "OverflowException while evaluating")]
    public void Value_ThatCSharpWouldThrowFor_IsUndefined(string text, string reason)
    {
        Value(
            text, Var("a", 5), Var("b", 0), Var("low", int.MinValue), Var("minus", -1), Var("x", new[] { 1, 2 }), Var("big", ulong.MaxValue), Var("list", new List<int> { 1 }),
            Var("text", "abc"), Var("map", new Dictionary<string, int>()), Var("grid", new int[2, 2]), Var<object>("o", 5), Var("d", decimal.MaxValue), Var("time", DateTime.UnixEpoch),
            Var("empty", Array.Empty<int>()), Var("huge", new[] { int.MaxValue, 1 })).ShouldBe(new Undefined(reason));
    }

    [Fact]
    public void Condition_NullableBool_NullIsFalse()
    {
        IsTrue("flag", Var<bool?>("flag", null)).ShouldBeFalse();
        IsTrue("!flag", Var<bool?>("flag", null)).ShouldBeFalse();
        IsTrue("flag & true", Var<bool?>("flag", null)).ShouldBeFalse();
        IsTrue("flag | true", Var<bool?>("flag", null)).ShouldBeTrue();
        IsTrue("flag && true", Var<bool?>("flag", true)).ShouldBeTrue();
    }

    [Fact]
    public void Predicate_UndefinedForAnElement_IsFalseForIt()
    {
        var items = new List<Item?> { null, new() { Price = 3 }, new() { Price = 5, Buyer = new Customer() } };

        Value("items.Count(i => i.Price > 2)", Var("items", items)).ShouldBe(2);
        Value("items.Any(i => i.Buyer.Age == 36)", Var("items", items)).ShouldBe(true);
        Value("items.All(i => i.Price > 2)", Var("items", items)).ShouldBe(false);
        Value("items.Sum(i => i.Price)", Var("items", items)).ShouldBe(new Undefined("i is null"));
        Value("items.Where(i => i != null).Sum(i => i.Price)", Var("items", items)).ShouldBe(8.0);
    }
}
