using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Load;

/// <summary>When faults are met: one by name, now and then by chance, or each once in a story. What they answer stays out of the shoppers' tally.</summary>
internal sealed class FaultPlan(LoadOptions options, HttpClient http, TextWriter progress, CancellationToken stop)
{
    private static readonly string[] s_names = [.. Faults.Names];

    private readonly ConcurrentDictionary<string, int> _met = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>How often each was met.</summary>
    public IReadOnlyDictionary<string, int> Met => _met;

    public async Task Meet(string name)
    {
        var at = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        var tally = new Tally();
        await new Faults(new ShopClient(http, new Pacer(0), tally, stop)).Meet(name);
        _met.AddOrUpdate(name, 1, (_, before) => before + 1);
        var answers = string.Join(", ", tally.Errors.Keys.Concat(tally.Refusals.Keys));
        var said = answers.Length == 0 ? "the shop noticed nothing" : $"the shop answered {answers}";
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"fault {name} at {at:F1} s: {said}"));
    }

    /// <summary>To be called after each step of a shopper, with the dice that decide the shopper's steps.</summary>
    public Task MaybeMeetOne(Random random) =>
        options.FaultEvery > 0 && random.Next(options.FaultEvery) == 0 ? Meet(s_names[random.Next(s_names.Length)]) : Task.CompletedTask;

    /// <summary>Each at its time; those that only values tell come last, when a watcher has seen what the values are otherwise.</summary>
    public async Task TellStory(CancellationToken end)
    {
        for (var chapter = 0; options.Story > 0 && chapter < s_names.Length; chapter++)
        {
            var due = TimeSpan.FromSeconds(options.Story * (chapter + 1) / (s_names.Length + 1));
            var wait = due - Stopwatch.GetElapsedTime(_start);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, end);
            await Meet(s_names[chapter]);
        }
    }
}
