using System.Text;
using Plumbline.Agent.Expressions;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Expressions;

public sealed class ParserTests
{
    [Theory]
    [InlineData("", 0, "Expected a value, but the expression ends")]
    [InlineData("a +", 3, "Expected a value, but the expression ends")]
    [InlineData("a + * b", 4, "Expected a value, but '*' was found")]
    [InlineData("(a + b", 6, "Expected the closing ')', but the expression ends")]
    [InlineData("a b", 2, "Expected an operator or the end, but 'b' was found")]
    [InlineData("a.", 2, "Expected a member's name")]
    [InlineData("a.5", 1, "Expected an operator or the end")]
    [InlineData("a[1", 3, "Expected ',' or ']'")]
    [InlineData("a[]", 2, "Expected a value, but ']' was found")]
    [InlineData("a.B(1,", 6, "Expected a value")]
    [InlineData("a ? b", 5, "Expected the ':' of the conditional")]
    [InlineData("a = 3", 2, "Assignment is not allowed; write == to compare")]
    [InlineData("a += 3", 2, "Assignment is not allowed")]
    [InlineData("a++", 1, "would change a value")]
    [InlineData("--a", 0, "Expected a value")]
    [InlineData("new Order()", 0, "'new' can't be used")]
    [InlineData("typeof(int)", 0, "'typeof' can't be used")]
    [InlineData("await x", 0, "'await' can't be used")]
    [InlineData("Foo(1)", 0, "'Foo' can't be called")]
    [InlineData("\"abc", 0, "The string has no closing \"")]
    [InlineData("'abc", 0, "The text has no closing '")]
    [InlineData("\"a\\qb\"", 2, "This escape")]
    [InlineData("$\"a\"", 0, "interpolated")]
    [InlineData("1 + 99999999999999999999", 4, "too large for ulong")]
    [InlineData("1abc", 1, "'abc' is not a suffix")]
    [InlineData("0x", 0, "Digits are missing")]
    [InlineData("a # b", 2, "The character '#' has no meaning here")]
    [InlineData("x => x", 2, "A lambda can only stand as an argument")]
    [InlineData("a is", 4, "Expected a type's name")]
    [InlineData("a as 3", 5, "Expected a type's name")]
    [InlineData("a; b", 1, "Expected an operator or the end, but ';' was found")]
    [InlineData("a ?? ", 5, "Expected a value")]
    [InlineData("a && ", 5, "Expected a value")]
    public void Parse_Broken_PointsAtTheColumn(string text, int column, string message)
    {
        var error = ParsedExpression.Parse(text).Error;

        error.ShouldNotBeNull();
        error.Message.ShouldContain(message);
        error.Column.ShouldBe(column);
    }

    [Fact]
    public void Parse_HundredKilobytes_IsRefused()
    {
        var text = string.Join(" + ", Enumerable.Repeat("1", 25_000));
        text.Length.ShouldBeGreaterThan(99_000);

        ParsedExpression.Parse(text).Error!.Message.ShouldContain("at most 4096 are allowed");
    }

    [Theory]
    [InlineData("(", ")", 2000)]
    [InlineData("-", "", 4000)]
    [InlineData("!", "", 4000)]
    [InlineData("(int)", "", 800)]
    [InlineData("a[", "]", 1300)]
    [InlineData("a?.b(", ")", 600)]
    [InlineData("a ? 1 : ", "", 500)]
    [InlineData("x.Any(y => ", ")", 300)]
    [InlineData("a ?? ", "", 800)]
    [InlineData("1 + ", "", 1000)]
    [InlineData("a is not ", "", 400)]
    [InlineData("(A<", "", 1300)]
    [InlineData("a is A<", "", 500)]
    public void Parse_DeeplyNested_IsRefusedWithoutOverflow(string open, string close, int times)
    {
        var text = string.Concat(Enumerable.Repeat(open, times)) + "a" + string.Concat(Enumerable.Repeat(close, times));

        ParsedExpression.Parse(text[..Math.Min(text.Length, 4096)]).Error.ShouldNotBeNull();
    }

    [Fact]
    public void Parse_LongChainOfOperators_IsRefusedOnlyAboveTheLimit()
    {
        ParsedExpression.Parse(string.Join(" || ", Enumerable.Repeat("a", 150))).IsOk.ShouldBeTrue();
        ParsedExpression.Parse(string.Join(" || ", Enumerable.Repeat("a", 300))).Error!.Message.ShouldContain("too long");
    }

    [Fact]
    public void ParseAndCompile_RandomText_NeverThrows()
    {
        var random = new Random(20240601);
        string[] pieces =
        [
            "a", "b", "order", ".", "?.", "[", "]", "(", ")", "+", "-", "*", "/", "==", "!=", "<", ">", "<=", "&&", "||", "??", "?", ":", "1", "2.5", "'x'", "\"s\"", "null", "true",
            "this", "is", "as", "not", "int", "string", "=>", "x", ",", "Count", "Any", "Where", "Items", "Id", "Customer", "Name", " ", "!", "~", "<<", ">>>", "@return", "@", "\\", "'", "\"",
            "{", "}", "0x", "1e", "ms", "5ms", "Matches", "Length", "\u00e9", "\ud800", "\0", "Sum", "List<", "and", "or", "%", "^", "GetType", "ToString", "1u", "1m", "Value", "HasValue", "OrderStatus",
        ];
        var scope = new[]
        {
            new Variable("a", typeof(int)), new Variable("b", typeof(double?)), new Variable("x", typeof(int[])), new Variable("order", typeof(Shop.Order)),
            new Variable("this", typeof(Shop.Customer)), new Variable("@return", typeof(string)),
        };
        var compiled = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var text = new StringBuilder();
            for (var n = random.Next(1, 14); n > 0; n--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
                if (random.Next(3) == 0)
                {
                    text.Append(' ');
                }
            }

            var source = text.ToString();
            var parsed = ParsedExpression.Parse(source);
            (parsed.IsOk ? 0 : parsed.Error.Column).ShouldBeInRange(0, source.Length, source);
            var result = parsed.IsOk ? ExpressionCompiler.Compile(parsed.Value, scope, null) : parsed.Error;
            result.Error?.Message.ShouldNotContain("can't be compiled", Case.Sensitive, source);
            (result.Error?.Column ?? 0).ShouldBeInRange(0, source.Length, source);
            LogTemplate.Parse(source).Error?.Column.ShouldBeInRange(0, source.Length, source);
            compiled += result.IsOk ? 1 : 0;
        }

        compiled.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Parse_RandomCharacters_NeverThrows()
    {
        var random = new Random(7);
        for (var i = 0; i < 50_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x10000) : random.Next(32, 127)))]);
            ParsedExpression.Parse(text);
            LogTemplate.Parse(text);
        }
    }

    [Fact]
    public void FreeNames_LambdaParametersAreNotFree()
    {
        var parsed = ParsedExpression.Parse("order.Items.Any(i => i.Price > limit && this.x == i) || @return == i && @exception != null").Value!;

        parsed.FreeNames.ShouldBe(["order", "limit", "this", "@return", "i", "@exception"]);
    }

    [Fact]
    public void MemberNames_HoldEveryNameThatIsRead()
    {
        var parsed = ParsedExpression.Parse("user?.Login.Password == headers[\"Authorization\"] && items.Any(i => i.Secret != null)").Value!;

        parsed.MemberNames.ShouldBe(["user", "Password", "Login", "headers", "Authorization", "items", "i", "Secret"], ignoreOrder: true);
    }

    [Fact]
    public void Parse_UnicodeAndEscapedNames_AreNames()
    {
        Evaluation.Value("größe + @class + _été", Evaluation.Var("größe", 1), Evaluation.Var("class", 2), Evaluation.Var("_été", 3)).ShouldBe(6);
    }
}
