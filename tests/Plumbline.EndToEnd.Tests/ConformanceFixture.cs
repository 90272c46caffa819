using System.Collections.Concurrent;
using Plumbline.EndToEnd.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(ConformanceFixture))]

namespace Plumbline.EndToEnd.Tests;

/// <summary>One target process a variant, shared by all tests, which run one after the other.</summary>
public sealed class ConformanceFixture : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Variant, Lazy<Task<ConformanceTarget>>> _targets = new();

    /// <summary>Variants that this run covers: two in a quick run, all with PLUMBLINE_TEST_ALL=1.</summary>
    public static TheoryData<Variant> Variants =>
        [.. Variant.All.Take(Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1" ? Variant.All.Count : 2)];

    /// <summary>As above, but what a debug build keeps apart is always covered, too.</summary>
    public static TheoryData<Variant> RecordVariants =>
        [.. Environment.GetEnvironmentVariable("PLUMBLINE_TEST_ALL") == "1" ? Variant.All : [Variant.All[0], Variant.All[2]]];

    internal Task<ConformanceTarget> TargetAsync(Variant variant) =>
        _targets.GetOrAdd(variant, key => new Lazy<Task<ConformanceTarget>>(() => ConformanceTarget.StartAsync(key))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets.Values)
        {
            await (await target.Value).DisposeAsync();
        }
    }
}
