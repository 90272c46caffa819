using System.Globalization;
using System.Numerics;
using System.Text;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class ScalarTests
{
    [Flags]
    private enum Access : byte
    {
        None = 0,
        Read = 1,
        Write = 2,
        Run = 128,
    }

    private enum Small : sbyte
    {
        Below = -5,
        Zero = 0,
    }

    private enum Wide : ulong
    {
        Most = ulong.MaxValue,
    }

    [Fact]
    public void Value_EveryScalar_GivesKindTypeAndText()
    {
        Check((byte)200, "number", "byte", "200");
        Check((sbyte)-3, "number", "sbyte", "-3");
        Check((short)-300, "number", "short", "-300");
        Check((ushort)65535, "number", "ushort", "65535");
        Check(int.MinValue, "number", "int", "-2147483648");
        Check(uint.MaxValue, "number", "uint", "4294967295");
        Check(long.MinValue, "number", "long", "-9223372036854775808");
        Check(ulong.MaxValue, "number", "ulong", "18446744073709551615");
        Check(0.1f, "number", "float", "0.1");
        Check(double.NaN, "number", "double", "NaN");
        Check(double.NegativeInfinity, "number", "double", "-Infinity");
        Check(-0.0, "number", "double", "-0");
        Check(double.Epsilon, "number", "double", "5E-324");
        Check(1.10m, "number", "decimal", "1.10");
        Check(decimal.MinValue, "number", "decimal", "-79228162514264337593543950335");
        Check((Half)1.5, "number", "System.Half", "1.5");
        Check(Int128.MinValue, "number", "System.Int128", "-170141183460469231731687303715884105728");
        Check(UInt128.MaxValue, "number", "System.UInt128", "340282366920938463463374607431768211455");
        Check((nint)(-5), "number", "nint", "-5");
        Check((nuint)5, "number", "nuint", "5");
        Check(BigInteger.Pow(10, 40), "number", "System.Numerics.BigInteger", "1" + new string('0', 40));
        Check(true, "boolean", "bool", "true");
        Check('x', "char", "char", "x");
        Check('"', "char", "char", "\"");
        Check('\ud800', "char", "char", "\\ud800");
        Check(new Rune(0x1F600), "char", "System.Text.Rune", "😀");
    }

    [Fact]
    public void Value_Times_KeepTheirKind()
    {
        Check(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), "time", "System.DateTime", "2026-01-02T03:04:05.0000000Z");
        Check(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), "time", "System.DateTime", "2026-01-02T03:04:05.0000000");
        Taken.Of(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Local)).Root.Value.ShouldNotBeNull().ShouldStartWith("2026-01-02T03:04:05.0000000");
        Check(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "time", "System.DateTimeOffset", "2026-01-02T03:04:05.0000000+02:00");
        Check(TimeSpan.FromSeconds(90061.5), "time", "System.TimeSpan", "1.01:01:01.5000000");
        Check(new DateOnly(2026, 1, 2), "time", "System.DateOnly", "2026-01-02");
        Check(new TimeOnly(3, 4), "time", "System.TimeOnly", "03:04:00.0000000");
    }

    [Fact]
    public void Value_Enumerations_GiveNamesFlagsOrNumbers()
    {
        const string Prefix = "Plumbline.Agent.Tests.Capture.ScalarTests.";
        Check(DayOfWeek.Friday, "enum", "System.DayOfWeek", "Friday");
        Check((DayOfWeek)42, "enum", "System.DayOfWeek", "42");
        Check((DayOfWeek)(-1), "enum", "System.DayOfWeek", "-1");
        Check(Access.Read | Access.Run, "enum", Prefix + "Access", "Read, Run");
        Check(Access.None, "enum", Prefix + "Access", "None");
        Check((Access)64, "enum", Prefix + "Access", "64");
        Check((Access)65, "enum", Prefix + "Access", "65");
        Check(Small.Below, "enum", Prefix + "Small", "Below");
        Check((Small)(-7), "enum", Prefix + "Small", "-7");
        Check(Wide.Most, "enum", Prefix + "Wide", "Most");
    }

    [Fact]
    public void Value_Texts_AreKeptAndMadeValid()
    {
        Check("", "string", "string", "");
        Check("a\"b\\c\n\t\u0001\u001b[31m\u2028é€😀", "string", "string", "a\"b\\c\n\t\u0001\u001b[31m\u2028é€😀");
        Check("x\ud800y", "string", "string", "x\ufffdy");
        Check("\udc00", "string", "string", "\ufffd");
        Check(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "string", "System.Guid", "0f8fad5b-d9cb-469f-a165-70867728950e");
        Check(new Uri("https://example.com/a?b=c"), "string", "System.Uri", "https://example.com/a?b=c");
        Check(new Version(1, 2, 3), "string", "System.Version", "1.2.3");
        Check(new StringBuilder("abc").Append("def"), "string", "System.Text.StringBuilder", "abcdef");
        Check("abc".ToCharArray(), "string", "char[]", "abc");
        Check("abcdef".AsMemory(1, 2), "string", "System.ReadOnlyMemory<char>", "bc");
        Check(CultureInfo.InvariantCulture, "string", "System.Globalization.CultureInfo", "");
    }

    [Fact]
    public void Value_Nullables_GiveTheInnerValueOrNull()
    {
        Check((int?)5, "number", "int", "5");
        Check((int?)null, "null", null, null);
        Check((DayOfWeek?)DayOfWeek.Friday, "enum", "System.DayOfWeek", "Friday");
        Check((string?)null, "null", "string", null);
    }

    [Fact]
    public void Value_Code_IsNamedAsInTheSource()
    {
        Check(typeof(Dictionary<string, int[]>), "type", "System.RuntimeType", "System.Collections.Generic.Dictionary<string, int[]>");
        Check<Action>(Value_Code_IsNamedAsInTheSource, "delegate", "System.Action", typeof(ScalarTests).FullName + ".Value_Code_IsNamedAsInTheSource");
        var captured = 5;
        Check<Func<int>>(() => captured, "delegate", "System.Func<int>", typeof(ScalarTests).FullName + ".Value_Code_IsNamedAsInTheSource.lambda");
    }

    [Fact]
    public void Value_HugeNumber_IsNotWrittenOut() =>
        Taken.Of(BigInteger.One << 10_000_000).Root.Value.ShouldBe("10000001 bits");

    [Fact]
    public unsafe void Value_Pointers_AreShownAsNumbers()
    {
        var taken = Taken.Of(new WithPointers { Raw = (int*)0x1234, Call = (delegate*<void>)0x10 });

        taken.Field("Raw").ShouldBe(new CapturedNode { Kind = "pointer", Type = "int*", Value = "0x1234" });
        taken.Field("Call").Value.ShouldBe("0x10");
    }

    private static void Check<T>(T value, string kind, string? type, string? text)
    {
        var nodes = new[]
        {
            Taken.Of(value).Root,
            Taken.Of<object?>(value).Root,
            Taken.Of(new[] { value }, null, null).Root is { Items: [var item] } ? Taken.Of(new[] { value }).Node(item) : null,
            Taken.Of(new Box<T> { Content = value }).Field("Content"),
        };
        foreach (var node in nodes.OfType<CapturedNode>())
        {
            node.Kind.ShouldBe(kind);
            node.Value.ShouldBe(text);
            (node.Type ?? type).ShouldBe(type);
        }
    }

    private sealed class Box<T>
    {
        public T? Content { get; set; }
    }

    private sealed unsafe class WithPointers
    {
        public int* Raw;
        public delegate*<void> Call;
    }
}
