using System.Globalization;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class ValueTextTests
{
    [Fact]
    public void Of_Values_GivesOneLine()
    {
        Text(null).ShouldBe("null");
        Text(5).ShouldBe("5");
        Text(4.5).ShouldBe("4.5");
        Text(true).ShouldBe("true");
        Text('x').ShouldBe("x");
        Text("plain").ShouldBe("plain");
        Text(DayOfWeek.Friday).ShouldBe("Friday");
        Text(new List<int> { 1, 2 }).ShouldBe("List<int>(2)");
        Text(new string[3]).ShouldBe("string[](3)");
        Text(typeof(Order)).ShouldBe("Plumbline.Agent.Tests.Capture.ValueTextTests.Order");
        Text(new Order()).ShouldBe("Order { Id = 3, Total = 4.5, Items = List<Order>(2), Name = \"n\", Next = null, Password = [redacted] }");
        Text((1, 2)).ShouldBe("(1, 2)");
        Text((1, "secret")).ShouldBe("(1, string)");
        Text(DateTime.UnixEpoch).ShouldBe("1970-01-01T00:00:00.0000000Z");
        Text(new object()).ShouldBe("object { }");
    }

    [Fact]
    public void Of_LongText_IsCut()
    {
        ValueText.Of(new string('x', 1000), Redactor.Default, 10).ShouldBe("xxxxxxxxx…");
        ValueText.Of(new Order { Name = new string('y', 500) }, Redactor.Default, 4000).Length.ShouldBeLessThan(300);
        ValueText.Format("abc", [], Redactor.Default).ShouldBe(0);
    }

    [Fact]
    public void Of_TextWithSecret_IsRedacted()
    {
        Text("password=hunter2").ShouldBe("password=[redacted]");
        Text(new Order { Name = "token: abc" }).ShouldContain("Name = \"token: [redacted]\"");
        ValueText.Of("password=x", Redactor.For(new RedactionRules { Enabled = false })).ShouldBe("password=x");
    }

    [Fact]
    public void Of_OtherCulture_IsInvariant()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "minus" } };
        try
        {
            Text(-4.5).ShouldBe("-4.5");
            Taken.Of(-4.5m).Root.Value.ShouldBe("-4.5");
            Taken.Of(-4).Root.Value.ShouldBe("-4");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Text(object? value) => ValueText.Of(value, Redactor.Default);

    private sealed class Order
    {
        public int Id { get; set; } = 3;

        public double Total { get; set; } = 4.5;

        public List<Order> Items { get; } = [null!, null!];

        public string Name { get; set; } = "n";

        public Order? Next { get; set; }

        public string Password { get; set; } = "hunter2";
    }
}
