using Plumbline.Agent.Symbols;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Symbols;

public class VisibleVariablesTests
{
    [Theory]
    [InlineData("loop", "this this : Orders; argument order : Order; argument count : int; local price : decimal; local i : int; local sum : decimal; local Max : =12; local Label : =sale; local Day : DayOfWeek=5; local Rate : decimal=1.25")]
    [InlineData("first-note", "this this : Orders; argument order : Order; argument count : int; local note : string; local sum : decimal; local Max : =12; local Label : =sale; local Day : DayOfWeek=5; local Rate : decimal=1.25")]
    [InlineData("second-note", "this this : Orders; argument order : Order; argument count : int; local note : int; local sum : decimal; local Max : =12; local Label : =sale; local Day : DayOfWeek=5; local Rate : decimal=1.25")]
    public void At_SiblingScopes_TellsLocalsOfOneNameApart(string marker, string expected) =>
        Fixture.Unoptimised.Variables(marker, ".Checkout").ShouldBe(expected.Split("; "));

    [Theory]
    [InlineData("loop", ".Checkout", "price : decimal|i : int|sum : decimal")]
    [InlineData("scoped-int", ".Run", "scoped : int|before : int|after : int")]
    [InlineData("scoped-string", ".Run", "scoped : string|before : int|after : int")]
    [InlineData("async-generic", ".Generic<T>", "value : T|copy : T")]
    [InlineData("async-captures", ".Captures", "local : int|a : int")]
    [InlineData("async-local-function", ".Local.Inner", "b : int|a : int")]
    [InlineData("async-lambda", ".AsyncLambda.lambda", "this : Closures|x : int|local : int|a : int|before : int")]
    [InlineData("iterator", ".Iterate", "this : Asyncs|from : int|to : int|i : int|square : int")]
    [InlineData("async-iterator", ".Stream", "count : int|i : int|item : string")]
    [InlineData("async-struct", ".Run", "this : AsyncStruct|a : int")]
    [InlineData("async-void", ".Void", "a : int")]
    [InlineData("captures", ".Capture.lambda", "x : int|a : int|local : int")]
    [InlineData("first-lambda", ".Nested.lambda#1", "this : Closures|outer : int|a : int")]
    [InlineData("nested-lambda", ".Nested.lambda#2", "this : Closures|inner : int|outer : int|a : int")]
    [InlineData("third-lambda", ".Nested.lambda#3", "this : Closures|deep : int|outer : int")]
    [InlineData("only-this", ".OnlyThis.lambda", "this : Closures")]
    [InlineData("static-lambda", ".Statics.lambda", "x : int")]
    [InlineData("local-function", ".LocalFunction.Add", "this : Closures|c : int|sum : int|a : int")]
    [InlineData("inner-local-function", ".NestedLocal.Inner", "a : int|b : int|c : int|d : int")]
    [InlineData("generic-lambda", ".Generic.lambda", "list : List<T>|copy : T")]
    [InlineData("property-lambda", ".Property.get.lambda", "x : int")]
    [InlineData("struct-lambda", ".Twice.lambda", "copy : ValueClosures|by : int")]
    [InlineData("primary", ".Connect", "this : Service|port : int|connection : string")]
    [InlineData("primary-async", ".ConnectAsync", "this : Service|port : int|connection : string")]
    [InlineData("primary-lambda", ".Lazily.lambda", "this : Service|connection : string")]
    [InlineData("nested-generic", ".Put", "this : Cache<TKey>.Entry<TValue>|key : TKey|value : TValue")]
    [InlineData("struct-method", ".Equals", "this : ref Money|other : Money")]
    [InlineData("by-ref", ".Checkout", "count : ref int|text : ref string|id : ref Guid|many : List<Order[]>")]
    [InlineData("top-level", "Program.Main", "args : string[]")]
    [InlineData("top-local", "Program.Main.LocalAtTop", "x : int|top : int")]
    public void At_BothConfigurations_GivesSourceNamesAndTypes(string marker, string method, string expected)
    {
        foreach (var fixture in new[] { Fixture.Unoptimised, Fixture.Optimised })
        {
            var found = fixture.Variables(marker, method).Select(variable => variable[(variable.IndexOf(' ') + 1)..]).ToArray();

            foreach (var variable in expected.Split('|'))
            {
                found.ShouldContain(variable, $"{fixture.Project}: {string.Join("; ", found)}");
            }

            found.ShouldAllBe(variable => !variable.Contains('<') || variable.Contains("List<") || variable.Contains("Func<") || variable.Contains("Cache<"));
            found.Select(variable => variable.Split(' ')[0]).ShouldBeUnique();
        }
    }

    [Fact]
    public void At_CapturedParameterInItsMethod_ReadsTheClosureAndNotTheStaleArgument()
    {
        var place = Fixture.Unoptimised.AtMarker("after-capture").ShouldHaveSingleItem();

        var a = Fixture.Unoptimised.Visible(place).Single(variable => variable.Name == "a");

        a.Role.ShouldBe(VariableRole.Argument);
        a.Root.Kind.ShouldBe(RootKind.Local);
        a.Path.Select(step => step.Name).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("after-capture", "a")]
    [InlineData("capture-return", "a")]
    public void At_OptimisedClosureOutOfReach_DoesNotShowTheStaleArgument(string marker, string name)
    {
        var fixture = Fixture.Optimised;
        var place = fixture.AtMarker(marker).ShouldHaveSingleItem();

        var variables = fixture.Visible(place).ToDictionary(variable => variable.Name);

        variables[name].Unavailable.ShouldNotBeNull().ShouldContain("captured");
        variables["b"].Unavailable.ShouldBeNull();
    }

    [Fact]
    public void At_CapturedButNeverWritten_StillReadsTheArgument()
    {
        var place = Fixture.Optimised.AtMarker("generic-outer").ShouldHaveSingleItem();

        var list = Fixture.Optimised.Visible(place).Single(variable => variable.Name == "list");

        list.Unavailable.ShouldBeNull();
        list.Root.ShouldBe(new VariableRoot(RootKind.Argument, 2));
    }

    [Theory]
    [InlineData("Unoptimised")]
    [InlineData("Optimised")]
    public void At_AsyncMethodWithWrittenCapture_ReadsTheClosureOfTheStateMachine(string project)
    {
        var fixture = Fixture.Of(project);
        var place = fixture.AtMarker("async-writes").ShouldHaveSingleItem();

        var a = fixture.Visible(place).Single(variable => variable.Name == "a");

        a.Unavailable.ShouldBeNull();
        a.Role.ShouldBe(VariableRole.Argument);
        a.Path.Select(step => step.Name).ShouldBe(["<>8__1", "a"]);
    }

    [Fact]
    public void At_EntryOfAMethodThatCaptures_ReadsTheArguments()
    {
        var place = Fixture.Unoptimised.One("Closures.Capture");

        var a = VisibleVariables.At(place.Module, place.Symbols, place.Body, 0).Single(variable => variable.Name == "a");

        a.Root.ShouldBe(new VariableRoot(RootKind.Argument, 1));
        a.Path.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nested-lambda", ".Nested.lambda#2", "this", "CS$<>8__locals1.<>4__this")]
    [InlineData("async-lambda", ".AsyncLambda.lambda", "local", "<>4__this.local")]
    [InlineData("async-lambda", ".AsyncLambda.lambda", "this", "<>4__this.<>4__this")]
    [InlineData("primary-async", ".ConnectAsync", "connection", "<>4__this.<connection>P")]
    public void At_VariableBehindSeveralHops_GivesEachField(string marker, string method, string name, string path)
    {
        var place = Fixture.Unoptimised.AtMarker(marker).Single(found => found.SourceName.EndsWith(method, StringComparison.Ordinal));

        var variable = Fixture.Unoptimised.Visible(place).Single(found => found.Name == name);

        string.Join('.', variable.Path.Select(step => step.Name)).ShouldBe(path);
        variable.Path.ShouldAllBe(step => place.Module.Module.ResolveField(step.Token, FieldTypeArguments(place), null)!.Name == step.Name);
    }

    [Fact]
    public void At_WithoutSymbols_GivesParametersByName()
    {
        var place = Fixture.NoSymbols.One("Orders.Checkout(Order, int)");

        place.Symbols.ShouldBeNull();
        Fixture.NoSymbols.Visible(place).Select(variable => variable.Name).ShouldBe(["this", "order", "count"]);
    }

    [Fact]
    public void At_WithoutSymbolsInAStateMachine_GivesParametersAndNoHoistedLocals()
    {
        var place = Fixture.NoSymbols.One("Asyncs.Run");

        place.BodyKind.ShouldBe(BodyKind.Async);
        Fixture.NoSymbols.Visible(place).Select(variable => variable.Name).ShouldBe(["this", "a", "text"]);
    }

    [Fact]
    public void At_VisualBasic_TakesTheMarksOfTheCompilerAway()
    {
        Fixture.VisualBasic.Variables("async", ".Run").ShouldBe(["this this : Orders", "argument a : int", "local before : int"]);
        Fixture.VisualBasic.Variables("lambda", "_Lambda$__0").ShouldBe(["this this : Orders", "local local : int", "local a : int"]);
        Fixture.VisualBasic.Variables("iterator", ".Items").ShouldBe(["this this : Orders", "argument n : int", "local i : int"]);
    }

    [Fact]
    public void At_FSharp_OpensClosures()
    {
        Fixture.FSharp.Variables("loop", ".checkout").ShouldContain("local price : decimal");
        Fixture.FSharp.Variables("closure", ".Invoke").ShouldBe(["argument x : int", "local a : int", "local b : int"]);
    }

    [Theory]
    [InlineData("note", "'note' is not in scope here; it is at line")]
    [InlineData("nothing", "There is no variable 'nothing' in this method")]
    public void Explain_NameThatIsNotVisible_SaysWhy(string name, string expected)
    {
        var place = Fixture.Unoptimised.AtMarker("loop").ShouldHaveSingleItem();

        VisibleVariables.Explain(place.Module, place.Symbols, place.Body, place.Lines[0].IlOffset, name).ShouldStartWith(expected);
    }

    private static Type[]? FieldTypeArguments(Plumbline.Agent.Places.ResolvedPlace place) =>
        place.Module.Module.ResolveMethod(place.BodyToken)!.DeclaringType!.GetGenericArguments() is { Length: > 0 } arguments ? arguments : null;
}
