using System.Globalization;
using System.Reflection;
using Plumbline.Agent.Expressions;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>Every operator on every pair of numeric types against the C# compiler: same errors, same types, same values.</summary>
public sealed class NumericPromotionTests
{
    private static readonly string[] s_operators =
        ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>", "<", "<=", ">", ">=", "==", "!="];

    /// <summary>One operator of each group that promotes in its own way; a group shares its code.</summary>
    private static readonly string[] s_mixed = ["+", "/", "&", ">>>", "<", "=="];

    private static readonly (string Name, object?[] Values)[] s_types =
    [
        ("sbyte", [(sbyte)-7, (sbyte)3, sbyte.MinValue]),
        ("byte", [(byte)200, (byte)3, byte.MaxValue]),
        ("short", [(short)-300, (short)3, short.MinValue]),
        ("ushort", [(ushort)60000, (ushort)3, ushort.MaxValue]),
        ("int", [-5, 70, int.MinValue]),
        ("uint", [4000000000u, 3u, uint.MaxValue]),
        ("nint", [(nint)(-9), (nint)66, nint.MinValue]),
        ("nuint", [(nuint)9, (nuint)66, nuint.MaxValue]),
        ("long", [-5000000000L, 3L, long.MinValue]),
        ("ulong", [18000000000000000000ul, 3ul, ulong.MaxValue]),
        ("char", ['a', '\u0003', char.MaxValue]),
        ("float", [-1.5f, 3f, float.NaN]),
        ("double", [2.25, 3.0, double.NegativeInfinity]),
        ("decimal", [-1.10m, 3m, 79228162514264337593543950335m]),
    ];

    [Fact]
    public void Binary_EveryPairOfNumericTypes_IsAsTheCompilerHasIt()
    {
        var cases = (from l in s_types from r in s_types from op in l == r ? s_operators : s_mixed select (Left: l, Right: r, Text: $"a {op} b")).ToArray();
        var compared = Compare([.. cases.Select(c => (new[] { ("a", c.Left), ("b", c.Right) }, c.Text))]);
        compared.ShouldBeGreaterThan(7_000);
    }

    [Fact]
    public void Binary_NullableOperands_LiftAsTheCompilerHasIt()
    {
        var some = s_types.Where(t => t.Name is "byte" or "int" or "uint" or "long" or "ulong" or "char" or "double" or "decimal" or "nint").ToArray();
        var cases = (from l in some from r in some from op in s_mixed select (Nullable(l), r, Text: $"a {op} b"))
            .Concat(from l in some from op in s_operators select (Nullable(l), Nullable(l), Text: $"a {op} b"));
        Compare([.. cases.Select(c => (new[] { ("a", c.Item1), ("b", c.Item2) }, c.Text))]).ShouldBeGreaterThan(3_500);
    }

    [Fact]
    public void Binary_ConstantOperand_ConvertsAsTheCompilerHasIt()
    {
        string[] constants = ["1", "-1", "300", "1u", "1L", "-1L", "1UL", "2147483648", "9223372036854775808", "1f", "1d", "1m", "'x'", "(2 - 1)", "(byte)3", "(3 - 5)"];
        var cases = from t in s_types from c in constants from op in s_mixed.Where(op => op != ">>>") from text in new[] { $"a {op} {c}", $"{c} {op} a" } select (t, text);
        Compare([.. cases.Select(c => (new[] { ("a", c.t) }, c.text))]).ShouldBeGreaterThan(3_000);
    }

    [Fact]
    public void Unary_EveryNumericType_IsAsTheCompilerHasIt()
    {
        var cases = from t in s_types.Concat(s_types.Select(Nullable)) from op in new[] { "-", "+", "~", "!" } select (t, $"{op}a");
        Compare([.. cases.Select(c => (new[] { ("a", c.t) }, c.Item2))]).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Cast_EveryPairOfNumericTypes_IsAsTheCompilerHasIt()
    {
        // A floating value that does not fit its target has no specified result, so such values are left out.
        var finite = s_types.Select(t => t.Name is "float" or "double" ? (t.Name, [t.Values[1]]) : t.Name == "decimal" ? (t.Name, [t.Values[1]]) : t);
        var cases = from f in finite from t in s_types select (f, $"({t.Name})a");
        Compare([.. cases.Select(c => (new[] { ("a", c.f) }, c.Item2))]).ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Literals_AndPrecedence_AreAsTheCompilerHasThem()
    {
        string[] texts =
        [
            "1", "0x7fffffff", "0xffffffff", "0x1_0000_0000", "0b1010", "1_000", "1u", "1L", "1ul", "1lu", "4294967296u", "9223372036854775808", "1.5", "1.5f", ".5",
            "1e3", "1E-3f", "1.10m", "-2147483648", "-9223372036854775808", "'a'", "'\\n'", "'\\u0041'", "\"a\\tb\"", "@\"a\\\"\"b\"", "true", "1 + 2 * 3 - 4 / 2 % 3",
            "1 << 2 + 1", "7 & 3 | 8 ^ 1", "1 < 2 == true", "5 - 3 - 1", "2 * (3 + 4)", "-(-3)", "~0", "- -3", "!true || true && false", "10 / 3 * 3", "10 % 4 % 3",
            "1 + 1L + 1f", "'a' + 1", "'a' + 'b'", "(char)('a' + 1)", "(byte)300 + 0", "2147483647 + 1", "-2147483648 - 1", "255 + (byte)1", "1.0 / 0", "0.0 / 0 == 0.0 / 0",
            "1 > 0 ? 1 : 2L", "true ? 1 : 1.5", "false ? (byte)1 : 300", "1 == 1.0", "0.1 + 0.2", "0.1m + 0.2m", "1.50m * 2", "7 >>> 1", "-7 >>> 28", "-8 >> 1", "1 << 33", "1L << 33",
            "int.MaxValue", "long.MinValue + 1", "double.Epsilon > 0", "char.MaxValue", "byte.MaxValue + 1", "(long)int.MaxValue + 1", "(int)3.99", "(int)-3.99", "(short)70000L", "1 / 0", "5u - 6",
            "\"a\" + \"b\" == \"ab\"", "true ^ true", "true & false | true", "null == null", "1 is 1", "2 is > 1 and < 3", "3 is 1 or 2", "3 is not 3",
        ];
        Compare([.. texts.Select(t => (Array.Empty<(string, (string, object?[]))>(), t))]).ShouldBeGreaterThan(70);
    }

    private static (string Name, object?[] Values) Nullable((string Name, object?[] Values) type) => (type.Name + "?", [.. type.Values, null]);

    /// <summary>Compares errors, types and values; gives the number of values compared.</summary>
    private static int Compare(IReadOnlyList<((string Name, (string Name, object?[] Values) Type)[] Parameters, string Text)> cases)
    {
        var roslyn = new RoslynComparison(
            [.. cases.Select(c => (string.Join(", ", c.Parameters.Select(p => $"{p.Type.Name} {p.Name}")), c.Text))]);
        var failures = new List<string>();
        var compared = 0;
        for (var i = 0; i < cases.Count; i++)
        {
            var (parameters, text) = cases[i];
            var label = $"{string.Join(", ", parameters.Select(p => $"{p.Type.Name} {p.Name}"))} => {text}";
            var scope = parameters.Select(p => new Variable(p.Name, TypeOf(p.Type.Name))).ToArray();
            var parsed = ParsedExpression.Parse(text);
            var compiled = parsed.IsOk ? ExpressionCompiler.Compile(parsed.Value, scope, null) : parsed.Error;
            var method = roslyn.Method(i);
            if (method is null != compiled.Error is not null)
            {
                failures.Add(method is null ? $"{label}: an error in C#, but compiled" : $"{label}: {compiled.Error!.Message}");
                continue;
            }

            foreach (var values in method is null ? [] : Values(parameters))
            {
                compared++;
                var expected = Outcome(() => method!.Invoke(null, values));
                var actual = Outcome(() => Result(compiled.Value!, values, scope));
                if (!Same(expected, actual))
                {
                    failures.Add($"{label} with {string.Join(", ", values.Select(Show))}: {Show(expected)} expected, {Show(actual)} found");
                }
            }
        }

        failures.Count.ShouldBe(0, string.Join('\n', failures.Take(40)));
        return compared;
    }

    private static IEnumerable<object?[]> Values((string Name, (string Name, object?[] Values) Type)[] parameters) => parameters.Length switch
    {
        0 => [[]],
        1 => parameters[0].Type.Values.Select(v => new[] { v }),
        _ => from a in parameters[0].Type.Values from b in parameters[1].Type.Values select new[] { a, b },
    };

    private static object? Result(CompiledExpression compiled, object?[] values, Variable[] scope)
    {
        var before = compiled.Faults.Count;
        var arguments = compiled.Parameters.Select(p => values[Array.FindIndex(scope, s => s.Name == p.Name)]).ToArray();
        var result = compiled.Delegate.DynamicInvoke(arguments);
        return compiled.Faults.Count > before ? throw new OverflowException(compiled.Faults.First) : result;
    }

    private static object? Outcome(Func<object?> run)
    {
        try
        {
            return run();
        }
        catch (Exception e) when (e is TargetInvocationException or OverflowException)
        {
            return typeof(Exception);
        }
    }

    private static bool Same(object? expected, object? actual) =>
        Equals(expected, actual) && (expected is not decimal exact || exact.ToString(CultureInfo.InvariantCulture) == ((decimal)actual!).ToString(CultureInfo.InvariantCulture));

    private static string Show(object? value) => value is null ? "null" : $"{Convert.ToString(value, CultureInfo.InvariantCulture)} ({value.GetType().Name})";

    private static Type TypeOf(string name) => name.EndsWith('?')
        ? typeof(Nullable<>).MakeGenericType(TypeOf(name[..^1]))
        : BuiltInTypes.Find(name)!;
}
