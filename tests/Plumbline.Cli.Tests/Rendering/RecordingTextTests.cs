using System.Globalization;
using System.Text;
using Plumbline.Cli.Rendering;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Cli.Tests.Rendering;

public sealed class RecordingTextTests
{
    [Fact]
    public void Lines_WithoutTheSource_AreNumbersAndValues() => Text(Samples.Recorded with { Cut = null, Passed = 0 }).ShouldBe("""
        #1 Shop.Cart.Total  returned after 412 µs
          08:53:20.123  Cart.cs  thread 12
            │ coupon = null
         23 │   total = 12.5  ← Sum
         24 │   → 29
         29 │
          … return 12.5
        """);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Lines_WithTheSource_FitTheTerminal(int width)
    {
        using var source = Source(20);
        var text = new CapturedNode { Kind = "string", Type = "string", Value = new string('x', 300) };
        var recorded = Looping(source.Path, 20) with
        {
            Steps = [new(RecordedStepKind.Entry, -1, 0, [new("text", [text]), new("other", [text])]), new(RecordedStepKind.Line, 0, 1), new(RecordedStepKind.Line, 1, 2, [new("text", [text]), new("i", [Samples.Number("1")])])],
        };

        var lines = Text(recorded, width).Split('\n');

        lines.ShouldAllBe(line => line.Length <= width);
        lines.ShouldContain(line => line.Contains("for (var i = 0; i < times; i++)  text = \"xxxx", StringComparison.Ordinal));
        lines.ShouldContain(line => line.EndsWith("  i = 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_OfALongLoop_ShowItsFirstPassesAndItsLast()
    {
        using var source = Source(5000);

        Text(Looping(source.Path, 5000)).ShouldBe("""
            #1 Shop.Cart.Total  returned after 412 µs
              08:53:20.123  loop.cs  thread 12
              1 │ for (var i = 0; i < times; i++)  i = 0
              2 │     sum += i;                    sum = 0
              1 │ for (var i = 0; i < times; i++)  i = 1
              2 │     sum += i;                    sum = 1
              1 │ for (var i = 0; i < times; i++)  i = 2
              … lines 1–2 ran 4,997 times more; then:
                │                                  sum = 12492501
                │                                  i = 4999
              2 │     sum += i;                    sum = 12497500
              1 │ for (var i = 0; i < times; i++)  i = 5000
              3 │ return sum;
              … return 7
            """);
    }

    [Fact]
    public void Lines_OfACut_SayHowMuchIsMissing()
    {
        var lines = Text(Samples.Recorded).Split('\n');

        lines.ShouldContain("  … cut (steps): 2 more lines ran");
        lines[^1].ShouldBe("  … return 12.5");
    }

    [Fact]
    public void Lines_OfWhatIsNoRecording_DoNotThrow()
    {
        Text(Samples.Recorded with { Steps = [], Places = [], Files = [] }).ShouldStartWith("#1");
        var bad = Samples.Recorded with
        {
            Places = [new(9, -1, 0, -5, -9, 3)],
            Steps = [new(RecordedStepKind.Call, 77, 0, [], null), new(RecordedStepKind.Line, 77, 0), new(RecordedStepKind.Line, 0, 0, [new("\e[2J", [])]), new(RecordedStepKind.Yield, 0, 0, [new("", [])])],
        };
        Text(bad).ShouldNotContain("\e");
    }

    [Fact]
    public void Lines_OfLoopsWithoutEnd_EndSoon()
    {
        var random = new Random(7);
        var places = Enumerable.Range(0, 3000).Select(i => new RecordedPlace(0, i + 1, 1, i + 1, 5, i)).ToArray();
        var steps = Enumerable.Range(0, 20_000).Select(i => new RecordedStep(RecordedStepKind.Line, random.Next(3000), i)).ToArray();

        Text(Samples.Recorded with { Places = places, Steps = steps }).Length.ShouldBeGreaterThan(0);
    }

    private static Recorded Looping(string path, int times)
    {
        static RecordedStep Line(int place, string? name = null, long value = 0) => new(
            RecordedStepKind.Line, place, 0, name is null ? null : [new(name, [Samples.Number(value.ToString(CultureInfo.InvariantCulture))])]);
        var steps = new List<RecordedStep> { Line(0), Line(3, "i", 0) };
        long sum = 0;
        for (var i = 0; i < times; i++)
        {
            sum += i;
            steps.AddRange([Line(1), Line(2, "sum", sum), Line(3, "i", i + 1)]);
        }

        steps.AddRange([Line(4), new(RecordedStepKind.End, 4, 0, [new("@return", [Samples.Number("7")])])]);
        return Samples.Recorded with
        {
            Files = [new(path, "", "")],
            Places = [new(0, 1, 6, 1, 15, 0), new(0, 2, 5, 2, 14, 5), new(0, 1, 28, 1, 31, 10), new(0, 1, 17, 1, 26, 15), new(0, 3, 1, 3, 12, 20)],
            Steps = [.. steps],
            Passed = 0,
            Cut = null,
        };
    }

    private static SourceFile Source(int times)
    {
        var folder = Directory.CreateTempSubdirectory("plumb");
        var path = Path.Combine(folder.FullName, "loop.cs");
        File.WriteAllText(path, $"for (var i = 0; i < times; i++)\n    sum += i;\nreturn sum;\n// {times}\n", Encoding.UTF8);
        return new SourceFile(path);
    }

    private static string Text(Recorded recorded, int width = 100) =>
        string.Join("\n", new RecordingText(new Palette(false), width, new SourceTexts(_ => { })).Lines(recorded));

    private sealed record SourceFile(string Path) : IDisposable
    {
        public void Dispose() => Directory.Delete(System.IO.Path.GetDirectoryName(Path)!, recursive: true);
    }
}
