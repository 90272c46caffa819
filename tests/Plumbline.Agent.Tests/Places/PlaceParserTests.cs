using Plumbline.Agent.Places;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Places;

public class PlaceParserTests
{
    [Theory]
    [InlineData("Orders.cs:42", "Orders.cs", "42")]
    [InlineData("src/Shop/Orders.cs:42,45-47", "src/Shop/Orders.cs", "42,45,46,47")]
    [InlineData(@"C:\work\Orders.cs:7 , 3", @"C:\work\Orders.cs", "3,7")]
    [InlineData("Orders.cs:5-5,5,4-6", "Orders.cs", "4,5,6")]
    public void Parse_Lines_AreSortedAndUnique(string text, string file, string lines)
    {
        var place = Place.Parse(text).Place.ShouldBeOfType<LinePlace>();

        place.File.ShouldBe(file);
        string.Join(',', place.Lines).ShouldBe(lines);
    }

    [Theory]
    [InlineData("Shop.Orders.Checkout", "Shop.Orders.Checkout", nameof(PlaceEvents.All), false)]
    [InlineData("Checkout@entry", "Checkout", nameof(PlaceEvents.Entry), false)]
    [InlineData("Checkout(Order, int)@return", "Checkout", nameof(PlaceEvents.Return), true)]
    [InlineData("Checkout(*)@throw", "Checkout", nameof(PlaceEvents.Throw), true)]
    [InlineData("Shop.Cache<TKey>.Get<A, B>()", "Shop.Cache<TKey>.Get<A, B>", nameof(PlaceEvents.All), true)]
    [InlineData("Order..ctor", "Order..ctor", nameof(PlaceEvents.All), false)]
    [InlineData("Shop.@event.Run", "Shop.@event.Run", nameof(PlaceEvents.All), false)]
    [InlineData("Money.operator !(Money)", "Money.operator !", nameof(PlaceEvents.All), true)]
    [InlineData("F((int, string) pair, List<(int, int)> x)@entry", "F", nameof(PlaceEvents.Entry), true)]
    public void Parse_Method_SplitsNameParametersAndEvent(string text, string name, string events, bool hasParameters)
    {
        var place = Place.Parse(text).Place.ShouldBeOfType<MethodPlace>();

        place.Name.Text.ShouldBe(name);
        place.Events.ToString().ShouldBe(events);
        (place.Parameters is not null).ShouldBe(hasParameters);
    }

    [Theory]
    [InlineData("Shop!Orders.Checkout", "Shop", null)]
    [InlineData("Shop.dll!Orders.Checkout", "Shop", null)]
    [InlineData("Shop[plugin]!Orders.Checkout", "Shop", "plugin")]
    public void Parse_AssemblyMark_NamesAssemblyAndContext(string text, string assembly, string? context)
    {
        var place = Place.Parse(text).Place.ShouldBeOfType<MethodPlace>();

        place.Assembly.ShouldBe(assembly);
        place.Context.ShouldBe(context);
        place.Name.Text.ShouldBe("Orders.Checkout");
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 0)]
    [InlineData(":42", 0)]
    [InlineData("Orders.cs:", 10)]
    [InlineData("Orders.cs:x", 10)]
    [InlineData("Orders.cs:1,x", 12)]
    [InlineData("Orders.cs:1, x", 13)]
    [InlineData("Orders.cs:0", 10)]
    [InlineData("Orders.cs:-1", 10)]
    [InlineData("Orders.cs:9-3", 10)]
    [InlineData("Orders.cs:1-2147483647", 10)]
    [InlineData("Orders.cs:99999999999999999999", 10)]
    [InlineData("Checkout@exit", 9)]
    [InlineData("Checkout@", 9)]
    [InlineData("Checkout(int", 8)]
    [InlineData("Checkout)int)", 12)]
    [InlineData("Shop.", 5)]
    [InlineData("(int)", 0)]
    [InlineData("Shop...Run", 5)]
    [InlineData("Shop.\u0007Run", 5)]
    public void Parse_BrokenText_PointsAtTheColumn(string text, int column)
    {
        var parsed = Place.Parse(text);

        parsed.Place.ShouldBeNull();
        parsed.Error.ShouldNotBeNull().Column.ShouldBe(column);
        parsed.Error.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public void Parse_AnyBytes_NeverThrows()
    {
        var random = new Random(7);
        const string alphabet = "aZ.:@()<>[]!*,`-0 9\\/#+é\u200b";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            var parsed = Place.Parse(text);

            (parsed.Place is null).ShouldBe(parsed.Error is not null, text);
            (parsed.Place as MethodPlace)?.Name.IsPart("Shop.Orders`1.Checkout`2");
        }
    }

    [Fact]
    public void Parse_HugeText_IsRefused() =>
        Place.Parse(new string('a', 100_000)).Error.ShouldNotBeNull();

    [Theory]
    [InlineData("Shop.Cache.Get", "Shop.Cache`1.Get`1", true)]
    [InlineData("Shop.Cache<K>.Get", "Shop.Cache`1.Get`1", true)]
    [InlineData("Shop.Cache<K, V>.Get", "Shop.Cache`1.Get`1", false)]
    [InlineData("Shop.*", "Shop.Cache`1.Get`1", true)]
    [InlineData("*.Get", "Shop.Cache`1.Get`1", true)]
    [InlineData("Sh*p.C*.G*", "Shop.Cache`1.Get`1", true)]
    [InlineData("Shop.Cach", "Shop.Cache`1.Get`1", false)]
    [InlineData("Shop.Cache.Get.More", "Shop.Cache`1.Get`1", false)]
    [InlineData("Money.operator <", "Money.operator<", true)]
    [InlineData("Money.operator <=", "Money.operator<", false)]
    public void IsWhole_NamesWithTypeParameters_MatchByNumber(string pattern, string name, bool expected) =>
        NamePattern.Of(pattern).IsWhole(name).ShouldBe(expected);

    [Fact]
    public void IsWhole_ManyStars_IsNotExponential()
    {
        var pattern = NamePattern.Of(string.Concat(Enumerable.Repeat("*a", 500)) + "b");

        pattern.IsWhole(new string('a', 4000)).ShouldBeFalse();
    }
}
