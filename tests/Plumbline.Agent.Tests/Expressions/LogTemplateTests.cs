using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Expressions;

public sealed class LogTemplateTests
{
    private static readonly Variable[] s_scope = [new("order", typeof(Order)), new("total", typeof(double)), new("o", typeof(object)), new("trap", typeof(Trap)), new("maybe", typeof(int?))];

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("order {order.Id} costs {total:F2}", "order 3 costs 12.50")]
    [InlineData("{{literal}} {order.Id}", "{literal} 3")]
    [InlineData("[{order.Id,5}] [{order.Id,-5}] [{total,8:F1}]", "[    3] [3    ] [    12.5]")]
    [InlineData("{order.Id > 2 ? \"big\" : \"small\"}", "big")]
    [InlineData("{order.Customer.Name} {order.Customer?.Name}", "<order.Customer is null> null")]
    [InlineData("{order.Status} {order.Created:yyyy-MM-dd HH:mm} {order.Created.Year:D6}", "Paid 2024-05-06 07:08 002024")]
    [InlineData("{order.Items.Count} {order.Items.Where(i => i.Price > 1).Count()}", "1 1")]
    [InlineData("{maybe} {maybe,6}|", "null   null|")]
    [InlineData("{true} {'c'} {\"}\"} {1.5}", "true c } 1.5")]
    [InlineData("{o} {trap} {order.Items}", "42 Trap List<Item>")]
    [InlineData("{order.Prices[\"a\"]:X4}", "00FF")]
    [InlineData("{(OrderStatus)99} {order.Status:D}", "99 3")]
    [InlineData("{order.Id / 0.0}", "Infinity")]
    public void Compile_Template_WritesTheLine(string text, string expected)
    {
        Trap.Calls = 0;
        Line(text).ToString().ShouldBe(expected);
        Trap.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData("a {", 3, "Expected a value")]
    [InlineData("a {}", 2, "The braces are empty")]
    [InlineData("a } b", 2, "write }}")]
    [InlineData("a {order.Id", 11, "Expected '}' to close the '{', but the template ends")]
    [InlineData("a {order.Id b}", 12, "but 'b' was found")]
    [InlineData("a {order.Id:F2", 2, "but the template ends")]
    [InlineData("a {order.Idx}", 9, "did you mean Id?")]
    [InlineData("a {order.Id:q}", 12, "'q' is no format of int")]
    [InlineData("a {total:F999999999}", 9, "precision")]
    [InlineData("a {order.Id,x}", 11, "An alignment is a number")]
    [InlineData("a {order.Id,99999}", 11, "An alignment is a number")]
    [InlineData("a {order.Customer:x}", 18, "takes no format")]
    [InlineData("a {order.Net}", 9, "runs code")]
    public void Parse_Broken_PointsAtTheColumnInTheTemplate(string text, int column, string message)
    {
        var parsed = LogTemplate.Parse(text);
        var error = parsed.IsOk ? parsed.Value.Compile(s_scope).Error : parsed.Error;

        error.ShouldNotBeNull();
        error.Message.ShouldContain(message);
        error.Column.ShouldBe(column);
    }

    [Fact]
    public void Compile_SecretName_IsNotRead()
    {
        var template = LogTemplate.Parse("{order.Id} {order.Customer.Name.Length}").Value!.Compile(s_scope, hole => hole.MemberNames.Contains("Name")).Value!;
        var line = new LogLine();
        ((Action<LogLine, Order>)template.Delegate)(line, new Order { Id = 3, Customer = new Customer() });

        line.ToString().ShouldBe("3 [redacted]");
    }

    [Fact]
    public void Append_MoreThanTheLineHolds_IsCutWithAMark()
    {
        var line = new LogLine(32);
        line.AppendLiteral(new string('a', 30));
        line.Append(123456, null, 0);
        line.AppendLiteral("more");

        line.ToString().ShouldBe(new string('a', 29) + "...");
        line.IsCut.ShouldBeTrue();
        line.Clear();
        line.Append("x", null, 40);
        line.Text.Length.ShouldBeLessThanOrEqualTo(32);
    }

    [Fact]
    public void FreeAndMemberNames_CoverAllHoles()
    {
        var template = LogTemplate.Parse("{order.Id} {total:F2} {order.Customer.Name}").Value!;

        template.FreeNames.ShouldBe(["order", "total"]);
        template.MemberNames.ShouldBe(["order", "Id", "total", "Customer", "Name"], ignoreOrder: true);
    }

    [Fact]
    public void Undefined_Hole_IsCounted()
    {
        var template = LogTemplate.Parse("{order.Customer.Name}").Value!.Compile(s_scope).Value!;
        ((Action<LogLine, Order>)template.Delegate)(new LogLine(), new Order());

        template.Faults.Count.ShouldBe(1);
        template.Faults.First.ShouldBe("order.Customer is null");
    }

    private static LogLine Line(string text)
    {
        var parsed = LogTemplate.Parse(text);
        parsed.Error.ShouldBeNull(text);
        var compiled = parsed.Value!.Compile(s_scope);
        compiled.Error.ShouldBeNull(text);
        var order = new Order { Id = 3, Status = OrderStatus.Paid, Items = [new Item { Price = 5 }], Prices = new() { ["a"] = 255 } };
        object?[] values = [order, 12.5, 42, new Trap(), null];
        var line = new LogLine();
        compiled.Value!.Delegate.DynamicInvoke(
            [line, .. compiled.Value.Parameters.Select(p => values[Array.FindIndex(s_scope, s => s.Name == p.Name)])]);
        return line;
    }
}
