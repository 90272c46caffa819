using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Agent.Tests.Symbols;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Places;

public class LineTests
{
    [Fact]
    public void Resolve_LineWithSeveralMethods_BindsTheFirstStatementOfEach()
    {
        var places = Fixture.Unoptimised.AtMarker("one-line");

        places.Select(place => place.SourceName).Order().ShouldBe(["Fixtures.Lines.Mapped.OneLine", "Fixtures.Lines.Mapped.OneLine.lambda"]);
        places.ShouldAllBe(place => place.Lines.Length == 1);
    }

    [Fact]
    public void Resolve_LineOfALoop_StopsAtItsFirstStatementOnly()
    {
        var line = Fixture.Unoptimised.Marker("loop").Line - 3;

        var point = Fixture.Unoptimised.Resolve($"Plain.cs:{line}").Places.ShouldHaveSingleItem().Lines.ShouldHaveSingleItem();

        point.Column.ShouldBe(14);
    }

    [Fact]
    public void Resolve_SeveralLines_BindsEachInItsMethod()
    {
        var (file, line) = Fixture.Unoptimised.Marker("loop");

        var place = Fixture.Unoptimised.One($"{file}:{line - 1}-{line + 1}");

        place.Lines.Select(point => point.Line).ShouldBe([line - 1, line, line + 1]);
        place.Lines.Select(point => point.IlOffset).ShouldBeInOrder();
    }

    [Fact]
    public void Resolve_LineInsideAStatement_NamesWhereTheStatementStarts()
    {
        var (file, line) = Fixture.Unoptimised.Marker("multi-end");

        var resolution = Fixture.Unoptimised.Resolve($"{file}:{line}");

        resolution.Code.ShouldBe(FailureCode.PlaceNotFound);
        resolution.Candidates.ShouldBe([$"{file}:{line - 2}"]);
        resolution.Message.ShouldContain($"line {line - 2}");
    }

    [Fact]
    public void Resolve_RangeWithLinesInsideAStatement_PassesOverThem()
    {
        var (file, line) = Fixture.Unoptimised.Marker("multi-end");

        var points = Fixture.Unoptimised.One($"{file}:{line - 2}-{line}").Lines;

        points.Select(point => point.Line).Distinct().ShouldBe([line - 2]);
        Fixture.Unoptimised.Resolve($"{file}:{line - 2}-{line},{line}").Code.ShouldBe(FailureCode.PlaceNotFound);
    }

    [Theory]
    [InlineData("Source/Plain.cs")]
    [InlineData(@"Source\Plain.cs")]
    [InlineData("plain.cs")]
    public void Resolve_EndOfThePath_IsEnough(string file) =>
        Fixture.Unoptimised.Resolve($"{file}:{Fixture.Unoptimised.Marker("loop").Line}").Places.ShouldHaveSingleItem();

    [Theory]
    [InlineData("lain.cs")]
    [InlineData("Other/Plain.cs")]
    public void Resolve_PathThatIsNoWholeSegment_IsNotFound(string file) =>
        Fixture.Unoptimised.Resolve($"{file}:1").Code.ShouldBe(FailureCode.PlaceNotFound);

    [Fact]
    public void Resolve_MisspelledFile_OffersTheNearest() =>
        Fixture.Unoptimised.Resolve("Plian.cs:1").Candidates.ShouldHaveSingleItem().ShouldEndWith("Source/Plain.cs");

    [Fact]
    public void Resolve_MappedLine_IsThatOfTheDirective()
    {
        Fixture.Unoptimised.One("Page.cshtml:100").SourceName.ShouldBe("Fixtures.Lines.Mapped.Template");
        Fixture.Unoptimised.One($"Lines.cs:{Fixture.Unoptimised.Marker("after-mapped").Line}").SourceName.ShouldBe("Fixtures.Lines.Mapped.Template");
    }

    [Fact]
    public void Resolve_WithoutSymbols_SaysSo()
    {
        var resolution = Fixture.NoSymbols.Resolve("Plain.cs:10");

        resolution.Code.ShouldBe(FailureCode.PlaceNotFound);
        resolution.Message.ShouldContain("without symbols");
    }

    [Fact]
    public void Find_Range_ShowsLinesWithAndWithoutCode()
    {
        var (file, line) = Fixture.Unoptimised.Marker("multi-end");
        var search = new LineSearch(Fixture.Unoptimised.Store);

        var found = search.Find(new FindLines(file, line - 2, line + 1, []), [Fixture.Unoptimised.Image]).Documents.ShouldHaveSingleItem();

        found.Lines.Select(row => row.Line).ShouldBe([line - 2, line - 1, line, line + 1]);
        found.Lines[0].ShouldSatisfyAllConditions(
            row => row.Methods.ShouldBe(["Fixtures.Shop.Orders.Multi"]),
            row => row.EndLine.ShouldBe(line),
            row => row.Refusal.ShouldBeNull());
        found.Lines[1].Refusal.ShouldBe("no statement starts here");
        found.Lines[1].Nearest.ShouldBe(line - 2);
    }

    [Fact]
    public void Find_WholeFile_ShowsOnlyLinesWithCodeAndTheChecksumOfTheSource()
    {
        var found = new LineSearch(Fixture.Optimised.Store).Find(new FindLines("Plain.cs", 0, 0, []), [Fixture.Optimised.Image]);

        var document = found.Documents.ShouldHaveSingleItem();
        document.Lines.ShouldAllBe(row => row.Methods.Length > 0);
        document.ChecksumAlgorithm.ShouldBe("SHA256");
        document.Checksum.ShouldBe(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(document.Path))));
    }

    [Fact]
    public void Find_UnknownFile_OffersTheNearest() =>
        new LineSearch(Fixture.Optimised.Store).Find(new FindLines("Closure.cs", 0, 0, []), [Fixture.Optimised.Image])
            .Nearest.ShouldHaveSingleItem().ShouldEndWith("Closures.cs");
}
