using Plumbline.Agent.Probes;
using Plumbline.Agent.Probes.Thunks;
using Plumbline.Agent.Tests.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Probes;

public sealed class LazyThunkTests
{
    private readonly Probe _probe = LearningMethod.NewProbe();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One lock for all made a first wait behind any other thunk, on a busy machine for longer than it may, and it was lost.</summary>
    [Fact]
    public async Task Thunk_WhileAnotherIsMade_IsNotWaitedFor()
    {
        using var began = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var slow = LazyThunks.Add(_probe, () =>
        {
            began.Set();
            release.Wait(Cancel);
            return 1;
        });
        var other = LazyThunks.Add(_probe, () => 2);
        var making = Task.Run(() => LazyThunks.Find(slow), Cancel);
        began.Wait(Cancel);

        LazyThunks.Find(other).ShouldBe(2);
        LazyThunks.Find(slow).ShouldBe(0, "who wants the same one does not wait for long");
        release.Set();

        (await making).ShouldBe(1);
        LazyThunks.Find(slow).ShouldBe(1);
    }

    [Fact]
    public void Thunk_IsMadeOnce_HoweverManyNeedIt()
    {
        var made = 0;
        var numbers = Enumerable.Range(0, 600).Select(_ => LazyThunks.Add(_probe, () => Interlocked.Increment(ref made))).ToArray();

        Parallel.For(0, 6000, new ParallelOptions { CancellationToken = Cancel }, i => LazyThunks.Find(numbers[i % 600]).ShouldBeGreaterThan(0));

        made.ShouldBe(600);
    }

    [Fact]
    public void Thunk_OfAProbeThatIsReleased_IsFoundNoMore()
    {
        var number = LazyThunks.Add(_probe, () => 7);
        LazyThunks.Find(number).ShouldBe(7);

        _probe.Thunks.Release();

        LazyThunks.Find(number).ShouldBe(0);
    }
}
