using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Symbols;

public class SourceNameTests
{
    [Theory]
    [InlineData("ctor", "Fixtures.Shop.Order.Order", "(int id, decimal total) : void", "constructor")]
    [InlineData("cctor", "Fixtures.Shop.Order..cctor", "() : void", "constructor")]
    [InlineData("getter", "Fixtures.Shop.Order.Total.get", "() : decimal", "accessor")]
    [InlineData("indexer", "Fixtures.Shop.Order.this.get", "(int index, string key) : int", "accessor")]
    [InlineData("plus", "Fixtures.Shop.Order.operator +", "(Order left, Order right) : Order", "operator")]
    [InlineData("by-ref", "Fixtures.Shop.Orders.Checkout", "(ref int count, out string text, in Guid id, List<Order[]> many) : decimal", "method")]
    [InlineData("explicit", "Fixtures.Shop.Orders.IOrders.Cancel", "(int id) : void", "method")]
    [InlineData("default-interface", "Fixtures.Shop.IOrders.Count", "() : int", "method")]
    [InlineData("static-virtual", "Fixtures.Shop.IParse<TSelf>.Weight", "(string text) : int", "method")]
    [InlineData("static-abstract", "Fixtures.Shop.Money.IParse<Money>.Parse", "(string text) : Money", "method")]
    [InlineData("generic", "Fixtures.Shop.Cache<TKey>.Get<TValue>", "(TKey key, Func<TKey, TValue> make) : TValue", "method")]
    [InlineData("nested-generic", "Fixtures.Shop.Cache<TKey>.Entry<TValue>.Put", "(TKey key, TValue value) : void", "method")]
    [InlineData("file-scoped", "Fixtures.Shop.Hidden.Secret", "(int x) : int", "method")]
    [InlineData("top-local", "Program.Main.LocalAtTop", "(int x) : int", "local-function")]
    [InlineData("local-function", "Fixtures.Shop.Closures.LocalFunction.Add", "(int c) : int", "local-function")]
    [InlineData("async-return", "Fixtures.Shop.Asyncs.Run", "(int a, string text) : Task<int>", "async")]
    [InlineData("iterator", "Fixtures.Shop.Asyncs.Iterate", "(int from, int to) : IEnumerable<int>", "iterator")]
    [InlineData("async-iterator", "Fixtures.Shop.Asyncs.Stream", "(int count) : IAsyncEnumerable<string>", "async-iterator")]
    [InlineData("async-default-interface", "Fixtures.Shop.IAsyncDefault.Run", "(int a) : Task<int>", "async")]
    public void Of_MethodAtMarker_IsWhatTheSourceSays(string marker, string name, string signature, string kind)
    {
        foreach (var fixture in new[] { Fixture.Unoptimised, Fixture.Optimised })
        {
            var place = fixture.AtMarker(marker).ShouldHaveSingleItem();

            place.SourceName.ShouldBe(name);
            SourceName.Signature(place.Module, place.Declared).ShouldBe(signature);
            SourceName.Kind(place.Module, place.Declared).ShouldBe(kind);
        }
    }

    [Fact]
    public void Of_LambdasOfOneMethod_AreNumberedInSourceOrder()
    {
        var places = Fixture.Unoptimised.AtMarker("two-lambdas");

        places.OrderBy(place => place.Lines[0].Column).Select(place => place.SourceName).ShouldBe(
        [
            "Fixtures.Shop.Closures.Two", "Fixtures.Shop.Closures.Two.lambda#1", "Fixtures.Shop.Closures.Two.lambda#2",
        ]);
    }

    [Theory]
    [InlineData("only-this", "Fixtures.Shop.Closures.OnlyThis.lambda")]
    [InlineData("field-lambda", "Fixtures.Shop.Closures.Closures.lambda")]
    [InlineData("property-lambda", "Fixtures.Shop.Closures.Property.get.lambda")]
    [InlineData("top-lambda", "Program.Main.lambda")]
    public void Of_SingleLambda_HasNoNumber(string marker, string name) =>
        Fixture.Optimised.AtMarker(marker).Select(place => place.SourceName).ShouldContain(name);

    [Fact]
    public void Signature_UnusualTypes_AreWrittenAsInCSharp()
    {
        var place = Fixture.Unoptimised.One("Orders.Pointers");

        SourceName.Signature(place.Module, place.Declared).ShouldBe(
            "(delegate*<int, void> call, int[,] grid, int[][,] jagged, (int, string) pair, int? maybe, nint native) : int*");
    }

    /// <summary>The name and parameters of every method, parsed as a place, must lead back to that method and no other.</summary>
    [Theory]
    [InlineData("Unoptimised")]
    [InlineData("Optimised")]
    [InlineData("NoSymbols")]
    public void Of_EveryMethodOfTheFixture_LeadsBackToItself(string project)
    {
        var fixture = Fixture.Of(project);
        var count = 0;
        foreach (var method in MethodWalk.Candidates(fixture.Image, new NameFilter("", ignoreCase: false)))
        {
            var name = SourceName.Of(fixture.Image, method.Handle);
            var parameters = ParameterList.Read(fixture.Image, method.Handle, qualified: false).Items
                .Select(parameter => $"{parameter.Modifier} {parameter.Type}");
            var resolution = fixture.Resolve($"{name}({string.Join(", ", parameters)})");

            resolution.Places.Select(place => place.DeclaredToken).ShouldBe([MetadataTokens.GetToken(method.Handle)], name);
            count++;
        }

        count.ShouldBeGreaterThan(100);
    }
}
