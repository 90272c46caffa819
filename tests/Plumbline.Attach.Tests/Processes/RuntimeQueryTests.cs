using Plumbline.Attach.Processes;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Processes;

public sealed class RuntimeQueryTests
{
    [Fact]
    public void Parse_CutOffAnywhere_GivesNullAndNoException()
    {
        byte[] whole = [.. new byte[28], .. Text("a b"), .. Text("Linux"), .. Text("x64"), .. Text("Shop"), .. Text("10.0.1+abc")];

        for (var length = 0; length < whole.Length; length++)
        {
            RuntimeQuery.Parse(whole.AsSpan(0, length), versioned: true).ShouldBeNull();
        }

        RuntimeQuery.Parse(whole, versioned: true).ShouldBe(new RuntimeAnswer("a b", "x64", "Shop", "10.0.1+abc"));
    }

    [Fact]
    public void Parse_LengthBeyondEverything_GivesNull() =>
        RuntimeQuery.Parse([.. new byte[24], 0xFF, 0xFF, 0xFF, 0xFF, 0, 0], versioned: false).ShouldBeNull();

    [Theory]
    [InlineData("10.0.12", 10)]
    [InlineData("8.0.1-preview.1", 8)]
    [InlineData("", null)]
    [InlineData("x.y", null)]
    [InlineData(null, null)]
    public void Major_OfVersion(string? version, int? expected) => RuntimeVersion.Major(version).ShouldBe(expected);

    private static byte[] Text(string text) =>
        [.. BitConverter.GetBytes(text.Length + 1), .. System.Text.Encoding.Unicode.GetBytes(text + "\0")];
}
