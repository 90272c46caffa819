using System.Globalization;
using System.Text.Json;

namespace Plumbline.Exploration;

/// <summary>One line of a table for each assembly, and the reasons of refusals under it.</summary>
internal sealed class Summary
{
    private readonly Dictionary<string, List<JsonElement>> _rounds = [];
    private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);

    public void Head()
    {
        Console.WriteLine("Probes on whole assemblies: every method, every statement, every instruction of the methods that the work reaches.");
        Console.WriteLine();
        Console.WriteLine("| assembly | methods | instrumented | statements | in bodies | instructions | in bodies | hits of all rounds | failed in rewriting | same result |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    }

    public void Add(JsonElement row)
    {
        var name = row.GetProperty("Name").GetString()!;
        if (row.TryGetProperty("Outcome", out _) || row.TryGetProperty("Failure", out _))
        {
            if (!_rounds.TryGetValue(name, out var rounds))
            {
                _rounds[name] = rounds = [];
            }

            rounds.Add(row);
        }
    }

    /// <summary>Prints what a process has said.</summary>
    public void Flush()
    {
        foreach (var (name, rounds) in _rounds)
        {
            Console.WriteLine(Line(name, rounds.Where(round => round.TryGetProperty("Outcome", out _)).ToList()));
            foreach (var failure in rounds.Where(round => round.TryGetProperty("Failure", out _)))
            {
                Console.WriteLine($"{name}: {failure}");
            }
        }

        _rounds.Clear();
    }

    public void Foot()
    {
        Console.WriteLine();
        Console.WriteLine("| not instrumented, since | methods |");
        Console.WriteLine("| --- | ---: |");
        foreach (var (reason, count) in _reasons.OrderByDescending(reason => reason.Value))
        {
            Console.WriteLine($"| {reason} | {count} |");
        }
    }

    private string Line(string name, List<JsonElement> rounds)
    {
        var methods = Round(rounds, "count, every method");
        var statements = Round(rounds, "count, every statement");
        var instructions = Round(rounds, "count, every instruction reached");
        foreach (var reason in methods is { } first ? first.GetProperty("Refused").EnumerateObject() : default)
        {
            _reasons[reason.Name] = _reasons.GetValueOrDefault(reason.Name) + reason.Value.GetInt32();
        }

        var refused = rounds.SelectMany(round => round.GetProperty("Refused").EnumerateObject())
            .Where(reason => !Refusals.Contains(reason.Name)).Sum(reason => reason.Value.GetInt32());
        var equal = rounds.TrueForAll(round => round.GetProperty("Outcome").GetProperty("isEqual").GetBoolean() && round.GetProperty("Error").ValueKind == JsonValueKind.Null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Number(methods, "Methods")} | {Number(methods, "Instrumented")} | {Number(statements, "Lines")} | {Number(statements, "Instrumented")} | {Number(instructions, "Lines")} | {Number(instructions, "Instrumented")} | {rounds.Sum(round => round.GetProperty("Hits").GetInt64())} | {refused} | {(equal ? "yes" : "NO")} |");
    }

    /// <summary>Reasons that are about the method, not about its code.</summary>
    private static readonly HashSet<string> Refusals =
    [
        "it is abstract: probe what implements it",
        "the runtime itself implements it, so it has no IL",
        "it is extern (P/Invoke) and has no IL",
    ];

    private static JsonElement? Round(List<JsonElement> rounds, string name) =>
        rounds.Find(round => round.GetProperty("Round").GetString() == name) is { ValueKind: JsonValueKind.Object } round ? round : null;

    private static long Number(JsonElement? row, string name) => row?.GetProperty(name).GetInt64() ?? 0;
}
