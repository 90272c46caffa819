using System.Globalization;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

/// <summary>Every example of docs/expressions.md gives what it says.</summary>
public sealed class DocumentationTests
{
    private static readonly (string Name, Type Type, object? Value)[] s_variables =
    [
        Var("order", new Order
        {
            Id = 3,
            Total = 10,
            Status = OrderStatus.Paid,
            Customer = new Customer(),
            Items = [new Item { Name = "pen", Price = 2, Count = 10 }, new Item { Name = "ink", Price = 7.5, Count = 1 }],
            Prices = new() { ["pen"] = 2 },
        }),
        Var("text", "Hello World"), Var("n", 7), Var("@return", 12.5), Var("@duration", TimeSpan.FromMilliseconds(150)),
    ];

    [Fact]
    public void Examples_OfTheDocumentation_Hold()
    {
        var count = 0;
        var language = "";
        foreach (var line in File.ReadLines(Document()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                language = language.Length == 0 ? line[3..] : "";
            }
            else if (language.Length > 0 && line.Split("  // ") is [var example, var expected])
            {
                count++;
                (language == "csharp" ? Outcome(example.TrimEnd()) : Line(example.TrimEnd())).ShouldStartWith(expected, customMessage: line);
            }
        }

        count.ShouldBeGreaterThan(35);
    }

    private static string Outcome(string text)
    {
        if (Error(text, s_variables) is { } error)
        {
            return $"error at {error.Column}: {error.Message}";
        }

        return Value(text, s_variables) switch
        {
            Undefined undefined => $"undefined: {undefined.Reason}",
            string value => $"\"{value}\"",
            bool value => value ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
        };
    }

    private static string Line(string template)
    {
        var compiled = LogTemplate.Parse(template).Value!.Compile(Scope(s_variables)).Value!;
        var line = new LogLine();
        compiled.Delegate.DynamicInvoke([line, .. compiled.Parameters.Select(p => s_variables.Single(v => v.Name == p.Name).Value)]);
        return line.ToString();
    }

    private static string Document([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "expressions.md");
}
