using System.Globalization;
using Plumbline.Agent.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Facts;

public sealed class TextFactTests
{
    private readonly LearningMethod _method = new();

    [Theory]
    [InlineData("", nameof(TextForm.Empty))]
    [InlineData("   ", nameof(TextForm.Whitespace))]
    [InlineData("\t\n", nameof(TextForm.Whitespace))]
    [InlineData(" a", nameof(TextForm.Padded))]
    [InlineData("a\n", nameof(TextForm.Padded))]
    [InlineData("12345", nameof(TextForm.Digits))]
    [InlineData("-12", nameof(TextForm.SignedDigits))]
    [InlineData("12.5", nameof(TextForm.DecimalPoint))]
    [InlineData("1,234.50", nameof(TextForm.DecimalPoint))]
    [InlineData("12,5", nameof(TextForm.DecimalComma))]
    [InlineData("1.234,50", nameof(TextForm.DecimalComma))]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", nameof(TextForm.Guid))]
    [InlineData("ann@example.org", nameof(TextForm.Mail))]
    [InlineData("2024-05-06", nameof(TextForm.IsoDate))]
    [InlineData("2024-05-06T07:08:09Z", nameof(TextForm.IsoDate))]
    [InlineData("06/05/2024", nameof(TextForm.OtherDate))]
    [InlineData("6.5.2024", nameof(TextForm.OtherDate))]
    [InlineData("EUR", nameof(TextForm.UpperLetters))]
    [InlineData("eur", nameof(TextForm.LowerLetters))]
    [InlineData("Euro", nameof(TextForm.Letters))]
    [InlineData("TEA-12", nameof(TextForm.Name))]
    [InlineData("a\nb", nameof(TextForm.Control))]
    [InlineData("Zoë", nameof(TextForm.Foreign))]
    [InlineData("two words", nameof(TextForm.Other))]
    [InlineData("+", nameof(TextForm.Name))]
    [InlineData("@", nameof(TextForm.Other))]
    [InlineData(",", nameof(TextForm.Other))]
    [InlineData("--------------------------------------------", nameof(TextForm.Name))]
    public void Of_Text_HasOneForm(string text, string form) => TextForms.Of(text).ToString().ShouldBe(form);

    [Fact]
    public void Of_AnyTwoCharacters_NeverThrows()
    {
        for (var i = 0; i < 300; i++)
        {
            foreach (var text in new[] { $"{(char)i}", $"1{(char)i}", $"{(char)i}/1", $"\ud800{(char)i}", $"{(char)i}@a." })
            {
                Should.NotThrow(() => TextForms.Of(text), text);
            }
        }
    }

    [Fact]
    public void NumberWithAComma_AfterManyWithAPoint_IsAFirst()
    {
        var fact = new TextFact(_method.Facts, "price");
        _method.Call(fact, Enumerable.Range(0, 5000).Select(i => (i / 100m).ToString("F2", CultureInfo.InvariantCulture))).ShouldBeEmpty();

        var first = _method.Call(fact, "12,50").ShouldHaveSingleItem();

        (first.Kind, first.What, first.Calls).ShouldBe((FirstKind.Form, "a number with a decimal comma", 5001));
        _method.Call(fact, "13,50", "1,5").ShouldBeEmpty();
    }

    [Fact]
    public void OtherText_WhereThereWereButFew_IsAFirst()
    {
        var fact = new TextFact(_method.Facts, "currency");
        _method.Call(fact, Enumerable.Range(0, 4000).Select(i => i % 10 == 0 ? "USD" : "EUR")).ShouldBeEmpty();

        var first = _method.Call(fact, "XTS").ShouldHaveSingleItem();

        (first.Kind, first.What).ShouldBe((FirstKind.Value, "a text other than the 2 before"));
        _method.Call(fact, "XTS").ShouldBeEmpty();
    }

    [Fact]
    public void Names_ThatNeverEnd_AreNoFirst()
    {
        var fact = new TextFact(_method.Facts, "name");

        _method.Call(fact, Enumerable.Range(0, 20_000).Select(i => "name" + (i % 9000).ToString(CultureInfo.InvariantCulture))).ShouldBeEmpty();
    }

    [Fact]
    public void FreeText_IsNoFirst()
    {
        string[] texts = ["two words", "ONE", "two", "Three", "4", "-5", "6.7", "é", "a_b", "ann@example.org", "2024-05-06", "a\nb"];
        var fact = new TextFact(_method.Facts, "note");

        _method.Call(fact, Enumerable.Range(0, 30_000).Select(i => texts[i * texts.Length / 30_000])).Count.ShouldBeLessThanOrEqualTo(2);
    }
}
