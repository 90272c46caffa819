using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

public sealed class MemberTests
{
    private static readonly Order s_order = new VipOrder { Id = 3, Total = 10, Status = OrderStatus.Paid, Customer = new Customer(), Prices = new() { ["a"] = 5 } };

    [Theory]
    [InlineData("order.Id", 3)]
    [InlineData("order._discount == 2.5m", true)]
    [InlineData("order.RawNote", null)]
    [InlineData("order.Channel", "vip")]
    [InlineData("order.Customer.Address.Street", 5)]
    [InlineData("order.Customer.Address.City", "Bern")]
    [InlineData("((VipOrder)order).Level", 7)]
    [InlineData("(order as VipOrder).Level", 7)]
    [InlineData("(order as VipOrder)?.Level", 7)]
    [InlineData("order is VipOrder", true)]
    [InlineData("order is not VipOrder", false)]
    [InlineData("order is LoudOrder", false)]
    [InlineData("order.Customer.Anything is int", true)]
    [InlineData("(int)order.Customer.Anything + 1", 43)]
    [InlineData("order.Customer.Anything is string", false)]
    [InlineData("order.Created.Year", 2024)]
    [InlineData("order.Created.DayOfWeek == DayOfWeek.Monday", true)]
    [InlineData("order.Created > DateTime.UnixEpoch", true)]
    [InlineData("(order.Created - DateTime.UnixEpoch).TotalDays > 19000", true)]
    [InlineData("order.Status == OrderStatus.Paid", true)]
    [InlineData("order.Status == Shop.OrderStatus.Paid", true)]
    [InlineData("order.Status == Plumbline.Agent.Tests.Expressions.Shop.OrderStatus.Paid", true)]
    [InlineData("order.Status == \"Paid\"", true)]
    [InlineData("order.Status == 'Paid'", true)]
    [InlineData("order.Status is Paid", true)]
    [InlineData("order.Status is OrderStatus.Draft or OrderStatus.Paid", true)]
    [InlineData("order.Status >= OrderStatus.Paid", true)]
    [InlineData("order.Status > OrderStatus.Paid", false)]
    [InlineData("(int)order.Status", 3)]
    [InlineData("order.Status == 0", false)]
    [InlineData("order.Status + 1 == OrderStatus.Shipped", true)]
    [InlineData("(OrderStatus)4 == OrderStatus.Shipped", true)]
    [InlineData("order.GetType().Name", "VipOrder")]
    [InlineData("order.Prices[\"a\"]", 5)]
    [InlineData("order.Prices.Count", 1)]
    [InlineData("order.Prices.ContainsKey(\"b\")", false)]
    [InlineData("order.Previous == null ? \"first\" : \"later\"", "first")]
    [InlineData("order == order.Previous", false)]
    [InlineData("Order.Line.Most", 99)]
    [InlineData("point.X + point.Y + point._y", 7)]
    [InlineData("NoConstructor.Text", "constant")]
    [InlineData("maybe.Value.X", 1)]
    [InlineData("maybe?.X", 1)]
    [InlineData("perms.HasFlag(Permissions.Write)", true)]
    [InlineData("(perms & Permissions.Admin) != 0", false)]
    [InlineData("(perms | Permissions.Admin) == (Permissions)131", true)]
    [InlineData("error.Message", "boom")]
    [InlineData("error.InnerException is TimeoutException", true)]
    [InlineData("error is ArgumentException or InvalidOperationException", true)]
    [InlineData("this.Name + \"!\"", "Ada!")]
    [InlineData("Age * 2", 72)]
    [InlineData("@return", 12.5)]
    [InlineData("@duration > 100ms", true)]
    [InlineData("@duration < 0.2s && @duration > 50us", true)]
    [InlineData("@duration.TotalMilliseconds", 150.0)]
    [InlineData("id == Guid.Empty", true)]
    [InlineData("Math.Max(1, 2L)", 2L)]
    [InlineData("Math.Abs(-2.5)", 2.5)]
    [InlineData("string.IsNullOrEmpty(this.Name)", false)]
    public void Value_OfMembers(string text, object? expected) => Value(
        text, Var("this", new Customer()), Var("order", s_order), Var("point", new Point(1, 3)), Var<Point?>("maybe", new Point(1, 2)), Var("perms", Permissions.Read | Permissions.Write),
        Var<Exception>("error", new InvalidOperationException("boom", new TimeoutException())), Var("@return", 12.5), Var("@duration", TimeSpan.FromMilliseconds(150)), Var("id", Guid.Empty))
        .ShouldBe(expected);

    [Theory]
    [InlineData("ordr.Id", 0, "'ordr' is no variable here; did you mean order?")]
    [InlineData("zzz", 0, "in scope are order, point")]
    [InlineData("order.Totl", 6, "did you mean Total?")]
    [InlineData("order.Net", 6, "'Net' of Order runs code")]
    [InlineData("order.Note", 6, "runs code")]
    [InlineData("point.Sum", 6, "runs code")]
    [InlineData("order.SetNote(\"x\")", 6, "'SetNote' of Order can't be called")]
    [InlineData("order.ToString()", 6, "would be user code")]
    [InlineData("order.Status == OrderStatus.Payd", 28, "did you mean Paid?")]
    [InlineData("order.Status == \"Payd\"", 13, "did you mean Paid?")]
    [InlineData("order is VipOrdr", 9, "did you mean VipOrder")]
    [InlineData("order.Id == \"3\"", 9, "'==' can't be applied to int and string")]
    [InlineData("order.Id && true", 0, "A condition is needed here, but 'order.Id' is int")]
    [InlineData("order.Coupon.Year", 13, "write order.Coupon.Value.Year")]
    [InlineData("order.Id?.x", 8, "'?' is not needed")]
    [InlineData("order.Items.Where(i => true) == null", 12, "must be followed by")]
    [InlineData("order.Items.Any(3)", 16, "takes a lambda")]
    [InlineData("order.Items[\"x\"]", 12, "An index is a whole number")]
    [InlineData("order.Prices[1]", 13, "The key is a string")]
    [InlineData("OrderStatus", 0, "is a type")]
    [InlineData("order.Created > 5", 14, "can't be applied")]
    [InlineData("order.Id.Foo", 9, "no field or property 'Foo'")]
    [InlineData("(order is 3) == 4", 10, "can't be applied")]
    [InlineData("order.Prices.Add(\"a\", 1)", 13, "can't be called")]
    [InlineData("order.Items.Clear()", 12, "can't be called")]
    [InlineData("point == point", 6, "compare its fields")]
    [InlineData("1 / 0", 2, "Division by zero")]
    [InlineData("2147483647 + 1", 11, "overflows")]
    public void Compile_Wrong_PointsAtTheColumnAndHelps(string text, int column, string message)
    {
        var error = Error(text, Var("order", s_order), Var("point", new Point(1, 3)));

        error.ShouldNotBeNull();
        error.Message.ShouldContain(message);
        error.Column.ShouldBe(column);
    }

    [Fact]
    public void Indexers_OfTheFramework_AreRead()
    {
        int[] array = [1, 2, 3];
        var jagged = new[] { new[] { 4 } };
        var grid = new[,] { { 1, 2 }, { 3, 4 } };
        var shifted = Array.CreateInstance(typeof(int), [2], [5]);
        shifted.SetValue(77, 6);

        Value("x[1] + x[2L] + x[(byte)0]", Var("x", array)).ShouldBe(6);
        Value("x[0][0]", Var("x", jagged)).ShouldBe(4);
        Value("x[1, 0]", Var("x", grid)).ShouldBe(3);
        Value("x[1]", Var("x", ImmutableArray.Create(1, 9))).ShouldBe(9);
        Value("x[0]", Var("x", default(ImmutableArray<int>))).ShouldBeOfType<Undefined>();
        Value("x[1]", Var<IList<int>>("x", array)).ShouldBe(2);
        Value("x[1]", Var<IReadOnlyList<int>>("x", array.ToList())).ShouldBe(2);
        Value("x[1]", Var("x", new ArraySegment<int>(array, 1, 2))).ShouldBe(3);
        Value("x[1]", Var("x", "héllo")).ShouldBe('é');
        Value("x[7]", Var<IDictionary<int, string>>("x", new Dictionary<int, string> { [7] = "seven" })).ShouldBe("seven");
        Value("x[7]", Var<IReadOnlyDictionary<int, string>>("x", new ReadOnlyDictionary<int, string>(new Dictionary<int, string> { [7] = "seven" }))).ShouldBe("seven");
        Value("x[\"A\"]", Var("x", new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 3 })).ShouldBe(3);
        Value("x[\"a\"]", Var("x", new ConcurrentDictionary<string, int> { ["a"] = 3 })).ShouldBe(3);
        Value("x[\"a\"]", Var("x", new SortedDictionary<string, int> { ["a"] = 3 })).ShouldBe(3);
        Value("x[\"a\"]", Var("x", ImmutableDictionary<string, int>.Empty.Add("a", 3))).ShouldBe(3);
        Value("x[DayOfWeek.Friday]", Var("x", new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 3 })).ShouldBe(3);
    }

    [Fact]
    public unsafe void SpanView_LengthAndElements_AreRead()
    {
        Span<int> span = [4, 5, 6];
#pragma warning disable CS8500
        var view = new SpanView<int>((nint)(&span));
#pragma warning restore CS8500
        var compiled = (Func<SpanView<int>, int>)Compile("s.Length * 100 + s[1] + s.Sum()", null, ("s", typeof(SpanView<int>), null)).Delegate;

        compiled(view).ShouldBe(320);
    }

    [Fact]
    public void Statics_WhoseConstructorHasRun_AreRead()
    {
        Touched.Field.ShouldBe(12);

        Value("Touched.Field + Touched.Names.Count()", Var("x", new Point())).ShouldBe(14);
    }

    [Fact]
    public void Interfaces_PropertyThatReadsAField_IsReadThroughTheRuntimeType()
    {
        Value("named.Name", Var<INamed>("named", new Customer())).ShouldBe("Ada");
        Value("named.Name.Length", Var<INamed>("named", new Customer())).ShouldBe(3);
    }

    [Fact]
    public void Scope_LaterVariableOfOneName_Shadows()
    {
        Value("x", Var("x", 1), Var("x", "inner")).ShouldBe("inner");
        Value("x.Any(x => x == 2)", Var("x", new[] { 1, 2 })).ShouldBe(true);
    }

    [Fact]
    public void Compile_OnlyUsedVariables_AreParameters()
    {
        var compiled = Compile("c + a", typeof(long), Var("a", 1), Var("b", 2), Var("c", 3));

        compiled.Parameters.Select(p => p.Name).ShouldBe(["a", "c"]);
        compiled.Delegate.ShouldBeOfType<Func<int, int, long>>()(1, 3).ShouldBe(4);
        Compile("null", null).Type.ShouldBe(typeof(object));
        ExpressionCompiler.Compile(ParsedExpression.Parse("1").Value!, [], typeof(bool)).Error!.Message.ShouldContain("A condition is needed");
    }
}
