using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Tests.Symbols;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Places;

public class PlaceResolverTests
{
    [Theory]
    [InlineData("Order.Order", "Fixtures.Shop.Order.Order")]
    [InlineData("Order..ctor", "Fixtures.Shop.Order.Order")]
    [InlineData("Order..cctor", "Fixtures.Shop.Order..cctor")]
    [InlineData("Order.Total.get", "Fixtures.Shop.Order.Total.get")]
    [InlineData("Order.get_Total", "Fixtures.Shop.Order.Total.get")]
    [InlineData("Order.Id.init", "Fixtures.Shop.Order.Id.init")]
    [InlineData("Order.Id.set", "Fixtures.Shop.Order.Id.init")]
    [InlineData("Order.this.get", "Fixtures.Shop.Order.this.get")]
    [InlineData("Order.Changed.add", "Fixtures.Shop.Order.Changed.add")]
    [InlineData("Order.operator +", "Fixtures.Shop.Order.operator +")]
    [InlineData("Order.op_Addition", "Fixtures.Shop.Order.operator +")]
    [InlineData("Order.operator <", "Fixtures.Shop.Order.operator <")]
    [InlineData("Order.implicit operator decimal", "Fixtures.Shop.Order.implicit operator decimal")]
    [InlineData("Order.~Order", "Fixtures.Shop.Order.~Order")]
    [InlineData("Order.Finalize", "Fixtures.Shop.Order.~Order")]
    [InlineData("Orders.IOrders.Cancel", "Fixtures.Shop.Orders.IOrders.Cancel")]
    [InlineData("Orders.Fixtures.Shop.IOrders.Cancel", "Fixtures.Shop.Orders.IOrders.Cancel")]
    [InlineData("Orders.Checkout(Order, int)", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Orders.Checkout(Order order)", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Orders.Checkout(Fixtures.Shop.Order)", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Orders.Checkout(ref int, out System.String, *, List<Order[]>)", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Orders.Checkout(int, string, Guid, System.Collections.Generic.List<Order[]>)", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Cache.Get", "Fixtures.Shop.Cache<TKey>.Get<TValue>")]
    [InlineData("Cache<K>.Entry<V>.Put", "Fixtures.Shop.Cache<TKey>.Entry<TValue>.Put")]
    [InlineData("Closures.LocalFunction.Add", "Fixtures.Shop.Closures.LocalFunction.Add")]
    [InlineData("Closures.Two.lambda#2", "Fixtures.Shop.Closures.Two.lambda#2")]
    [InlineData("Closures.Capture.lambda", "Fixtures.Shop.Closures.Capture.lambda")]
    [InlineData("Money.IParse<Money>.Parse", "Fixtures.Shop.Money.IParse<Money>.Parse")]
    [InlineData("Program.Main", "Program.Main")]
    [InlineData("Hidden.Secret", "Fixtures.Shop.Hidden.Secret")]
    [InlineData("SymbolFixtures!Service.Connect", "Fixtures.Shop.Service.Connect")]
    [InlineData("SymbolFixtures[Unoptimised]!Service.Connect", "Fixtures.Shop.Service.Connect")]
    public void Resolve_MethodPlace_FindsTheOneMethod(string text, string name)
    {
        var place = Fixture.Unoptimised.One(text);

        place.SourceName.ShouldBe(name);
        place.Events.ShouldBe(PlaceEvents.All);
        place.Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("Asyncs.Run", nameof(BodyKind.Async))]
    [InlineData("Asyncs.Iterate", nameof(BodyKind.Iterator))]
    [InlineData("Asyncs.Stream", nameof(BodyKind.AsyncIterator))]
    [InlineData("Asyncs.Generic", nameof(BodyKind.Async))]
    [InlineData("Asyncs.Local.Inner", nameof(BodyKind.Async))]
    [InlineData("Closures.AsyncLambda.lambda", nameof(BodyKind.Async))]
    [InlineData("Program.Main", nameof(BodyKind.Async))]
    [InlineData("Orders.Use", nameof(BodyKind.Plain))]
    public void Resolve_StateMachine_GivesKickoffAndMoveNext(string text, string kind)
    {
        foreach (var fixture in new[] { Fixture.Unoptimised, Fixture.Optimised, Fixture.NoSymbols })
        {
            var place = fixture.One(text);

            place.BodyKind.ToString().ShouldBe(kind);
            place.Module.Module.ResolveMethod(place.BodyToken)!.Name.ShouldBe(kind == nameof(BodyKind.Plain) ? "Use" : "MoveNext");
            (place.BodyToken == place.DeclaredToken).ShouldBe(kind == nameof(BodyKind.Plain));
            place.Module.StateMachines.DeclaredOf(place.Body).Declared.ShouldBe(place.Declared);
        }
    }

    [Fact]
    public void Resolve_LineInAsyncMethod_NamesTheMethodAndBindsMoveNext()
    {
        var place = Fixture.Optimised.AtMarker("async-return").ShouldHaveSingleItem();

        place.SourceName.ShouldBe("Fixtures.Shop.Asyncs.Run");
        place.BodyKind.ShouldBe(BodyKind.Async);
        place.Lines.ShouldHaveSingleItem().Line.ShouldBe(Fixture.Optimised.Marker("async-return").Line);
        place.File.ShouldNotBeNull().ShouldEndWith("StateMachines.cs");
    }

    [Fact]
    public void Resolve_OverloadsWithoutParameters_IsAmbiguousAndEachCandidateIsAPlace()
    {
        var resolution = Fixture.Unoptimised.Resolve("Orders.Checkout");

        resolution.Code.ShouldBe(FailureCode.PlaceAmbiguous);
        resolution.Candidates.Length.ShouldBe(3);
        foreach (var candidate in resolution.Candidates)
        {
            Fixture.Unoptimised.One(candidate).SourceName.ShouldBe("Fixtures.Shop.Orders.Checkout");
        }
    }

    [Theory]
    [InlineData("Orders.Checkout(*)", 3)]
    [InlineData("Fixtures.Shop.Orders.Check*", 3)]
    [InlineData("Closures.Two.lambda*", 2)]
    [InlineData("*.Closures.Nested.*", 3)]
    public void Resolve_Star_MeansAll(string text, int count) =>
        Fixture.Unoptimised.Resolve(text).Places.Length.ShouldBe(count);

    [Fact]
    public void Resolve_LambdaWithoutNumber_ListsTheNumbers() =>
        Fixture.Unoptimised.Resolve("Closures.Two.lambda").Candidates.ShouldBe(
            ["Fixtures.Shop.Closures.Two.lambda#1(int)", "Fixtures.Shop.Closures.Two.lambda#2(int)"]);

    [Fact]
    public void Resolve_CopiesInSeveralContexts_BindsAllAndTheContextPicksOne()
    {
        Fixture.Unoptimised.Resolve("Service.Connect", false, Fixture.Optimised.Image).Places.Length.ShouldBe(2);
        Fixture.Unoptimised.Resolve("SymbolFixtures[Optimised]!Service.Connect", false, Fixture.Optimised.Image)
            .Places.ShouldHaveSingleItem().Module.LoadContext.ShouldBe("Optimised");
    }

    [Theory]
    [InlineData("Orders.Chekout", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Order.Chekcout", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("orders.checkout", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Servce.Connect", "Fixtures.Shop.Service.Connect")]
    [InlineData("Checkuot", "Fixtures.Shop.Orders.Checkout")]
    [InlineData("Closures.LocalFunction.Ad", "Fixtures.Shop.Closures.LocalFunction.Add")]
    public void Resolve_NameThatDoesNotExist_OffersTheNearest(string text, string nearest)
    {
        var resolution = Fixture.Unoptimised.Resolve(text);

        resolution.Code.ShouldBe(FailureCode.PlaceNotFound);
        resolution.Candidates.ShouldContain(nearest);
        resolution.Candidates.Length.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void Resolve_ParametersThatNoOverloadHas_ListsTheOverloads()
    {
        var resolution = Fixture.Unoptimised.Resolve("Orders.Checkout(string)");

        resolution.Code.ShouldBe(FailureCode.PlaceNotFound);
        resolution.Candidates.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("Refused.Abstract", "abstract")]
    [InlineData("Refused.getpid", "P/Invoke")]
    [InlineData("Refused.Varargs", "__arglist")]
    [InlineData("Refused.FromNative", "UnmanagedCallersOnly")]
    [InlineData("Refused.Callback.Invoke", "runtime itself")]
    [InlineData("Shop.IParse.Parse", "abstract")]
    public void Resolve_MethodThatCannotBeProbed_SaysWhy(string text, string reason) =>
        Fixture.Unoptimised.One(text).Refusal.ShouldNotBeNull().ShouldContain(reason);

    [Fact]
    public void Resolve_FrameworkMethod_IsRefusedUnlessAskedFor()
    {
        var json = ModuleImage.Of(typeof(System.Text.Json.JsonSerializer).Assembly)!;
        const string text = "System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(object, Type, JsonSerializerOptions)";

        Fixture.Unoptimised.Resolve(text, false, json).Places.ShouldHaveSingleItem().Refusal.ShouldNotBeNull().ShouldContain("framework");
        Fixture.Unoptimised.Resolve(text, true, json).Places.ShouldHaveSingleItem().Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("System.Threading.Monitor.Enter(object)")]
    [InlineData("System.Runtime.CompilerServices.CastHelpers.ChkCastAny")]
    [InlineData("System.Diagnostics.Stopwatch.GetTimestamp")]
    public void Resolve_HeartOfTheRuntime_IsRefusedEvenWhenAskedFor(string text)
    {
        var core = ModuleImage.Of(typeof(object).Assembly)!;

        Fixture.Unoptimised.Resolve(text, true, core).Places.ShouldAllBe(place => place.Refusal != null);
    }

    [Fact]
    public void Resolve_CollectibleAssembly_IsRefused()
    {
        var context = new System.Runtime.Loader.AssemblyLoadContext("collectible", isCollectible: true);
        var image = ModuleImage.Of(context.LoadFromAssemblyPath(Fixture.NoSymbols.Dll))!;

        new PlaceResolver(new SymbolStore()).Resolve(Place.Parse("Service.Connect").Place!, [image], new ResolveOptions(false, []))
            .Places.ShouldHaveSingleItem().Refusal.ShouldNotBeNull().ShouldContain("collectible");
    }
}
