using System.Diagnostics;
using System.Globalization;
using Plumbline.Agent.Expressions;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

public sealed class TextTests
{
    [Theory]
    [InlineData("s.Length", 11)]
    [InlineData("s == \"Hello World\"", true)]
    [InlineData("s == \"hello world\"", false)]
    [InlineData("s != 'x'", true)]
    [InlineData("x == 'x'", true)]
    [InlineData("s == 'Hello World'", true)]
    [InlineData("s.StartsWith(\"Hello\")", true)]
    [InlineData("s.StartsWith(\"hello\")", false)]
    [InlineData("s.StartsWith(\"hello\", StringComparison.OrdinalIgnoreCase)", true)]
    [InlineData("s.StartsWith('H')", true)]
    [InlineData("s.EndsWith(\"World\")", true)]
    [InlineData("s.Contains(\"o W\")", true)]
    [InlineData("s.Contains('W')", true)]
    [InlineData("s.Contains(\"WORLD\", StringComparison.OrdinalIgnoreCase)", true)]
    [InlineData("s.IndexOf(\"World\")", 6)]
    [InlineData("s.Substring(6)", "World")]
    [InlineData("s.ToLowerInvariant()", "hello world")]
    [InlineData("s.Trim().Length", 11)]
    [InlineData("s.Equals(\"Hello World\")", true)]
    [InlineData("s[0] == 'H'", true)]
    [InlineData("s[0] + 1", 73)]
    [InlineData("s.Matches(\"^H.*d$\")", true)]
    [InlineData("s.Matches(\"^h.*d$\")", false)]
    [InlineData("s.Matches(\"^h.*d$\", StringComparison.OrdinalIgnoreCase)", true)]
    [InlineData("s.Matches(\"(?<=Hello )World\")", true)]
    [InlineData("s.Matches(@\"\\w+\\s\\w+\")", true)]
    [InlineData("\"a\" + 1 + 'b' + 2.5 + null + true", "a1b2.5True")]
    [InlineData("(1.5).ToString()", "1.5")]
    [InlineData("(1234.5).ToString(\"N1\")", "1,234.5")]
    [InlineData("StringComparison.Ordinal.ToString()", "Ordinal")]
    [InlineData("n ?? \"none\"", "none")]
    [InlineData("n == null", true)]
    [InlineData("n != \"a\"", true)]
    [InlineData("string.IsNullOrWhiteSpace(n)", true)]
    [InlineData("\"ß\" == \"ss\"", false)]
    [InlineData("\"a\\u0301\" == \"\\u00e1\"", false)]
    [InlineData("\"\\0\" == \"\"", false)]
    public void Value_OfText(string text, object? expected) =>
        Value(text, Var("s", "Hello World"), Var<string?>("n", null), Var("x", "x")).ShouldBe(expected);

    [Fact]
    public void Text_IsInvariant_WhateverTheCultureOfTheThread()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = culture;

            Value("\"\" + 1.5 + -2", Var("x", 1)).ShouldBe("1.5-2");
            Value("d.ToString()", Var("d", -1.5m)).ShouldBe("-1.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(?=(a+)+b)a")]
    [InlineData("(a|aa)+$(?!x)")]
    [InlineData("(.*)*\\1x")]
    public void Matches_CatastrophicPattern_IsBoundedAndGivenUp(string pattern)
    {
        var text = new string('a', 200_000) + "!";
        var compiled = Compile($"s.Matches(\"{pattern.Replace("\\", "\\\\", StringComparison.Ordinal)}\")", typeof(bool), Var("s", text));
        var evaluate = (Func<string, bool>)compiled.Delegate;
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 200; i++)
        {
            evaluate(text);
        }

        // One match may use up its 50 ms; the machine that runs the tests is shared, hence the room.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Loops_WithCostlyBodies_AreBoundedInTime()
    {
        var text = new string('a', 20_000_000);
        var words = Enumerable.Repeat("b", 9000).ToArray();
        var watch = Stopwatch.StartNew();

        Value("words.Any(w => text.Contains(w))", Var("words", words), Var("text", text)).ShouldBe(new Undefined("The loops took more than 50 ms"));
        Value("words.Count(w => text.Matches(\"a[0-9]b\")) > 0", Var("words", words), Var("text", text)).ShouldBeOfType<Undefined>();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Theory]
    [InlineData("s.Matches(\"(\")", "is not a regular expression")]
    [InlineData("s.Matches(\"((a{1000}){1000}){1000}\")", "repetitions of the pattern are too large")]
    [InlineData("s.Matches(\"a{99999999999}\")", "repetitions of the pattern are too large")]
    [InlineData("s.Matches(s)", "constant pattern")]
    [InlineData("s.ToString(\"x\")", "constant string")]
    [InlineData("(1).ToString(\"F999999999\")", "precision")]
    [InlineData("(1).ToString(\"QQ\")", null)]
    [InlineData("(1).ToString(\"q\")", "is no format of int")]
    [InlineData("s < \"b\"", "can't be applied to string and string")]
    [InlineData("s.Split(\"b\")", "can't be called")]
    [InlineData("s.StartWith(\"b\")", "did you mean StartsWith")]
    public void Compile_BadTextCalls_AreErrors(string text, string? message)
    {
        var error = Error(text, Var("s", "a"));

        error?.Message.ShouldContain(message ?? "no message");
        (error is null).ShouldBe(message is null);
    }

    [Fact]
    public void Concatenation_ThatGrowsTooLong_IsUndefined()
    {
        Value("s + s", Var("s", new string('x', 10_000))).ShouldBeOfType<Undefined>();
    }

    [Fact]
    public void LibraryNumbers_CalculateAndCompare()
    {
        Value("a + 1 > b", Var("a", (Int128)5), Var("b", (Int128)5)).ShouldBe(true);
        Value("a / zero", Var("a", (Int128)5), Var("zero", (Int128)0)).ShouldBe(new Undefined("Division by zero"));
        Value("h > 1.25", Var("h", (Half)1.5)).ShouldBe(true);
        Value("b * b == 100", Var("b", new System.Numerics.BigInteger(10))).ShouldBe(true);
        Value("v > w", Var("v", new Version(1, 2)), Var("w", new Version(1, 1))).ShouldBe(true);
        Value("d > DateOnly.MinValue", Var("d", new DateOnly(2024, 1, 1))).ShouldBe(true);
        Value("t * 2 == 3s && t / 2 == 750ms && t + 500ms == 2s", Var("t", TimeSpan.FromSeconds(1.5))).ShouldBe(true);
        Value("maybe > t", Var<TimeSpan?>("maybe", null), Var("t", TimeSpan.Zero)).ShouldBe(false);
    }
}
