using Plumbline.Agent.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Facts;

public sealed class CallCellsTests
{
    [Fact]
    public void Next_OnOneThread_CountsEach()
    {
        var (one, other) = (CallCells.Allocate(), CallCells.Allocate());
        for (var i = 1; i <= 1000; i++)
        {
            CallCells.Next(one).ShouldBe(i);
        }

        CallCells.Next(other).ShouldBe(1);
        CallCells.Read(one).ShouldBe(1000);
    }

    [Fact]
    public void Allocate_MoreThanAPage_AllApart()
    {
        var cells = Enumerable.Range(0, 1500).Select(_ => CallCells.Allocate()).ToArray();
        foreach (var cell in cells)
        {
            CallCells.Next(cell);
        }

        cells.ShouldAllBe(cell => CallCells.Read(cell) == 1);
    }

    [Fact]
    public void ReadAll_CountersOfManyThreads_GivesWhatEachShows()
    {
        var counters = Enumerable.Range(0, 1500).Select(_ => CallCells.Allocate()).ToArray();
        var threads = Enumerable.Range(1, 9).Select(times => new Thread(() =>
        {
            for (var i = 0; i < times * 100; i++)
            {
                CallCells.Next(counters[i % counters.Length]);
            }
        })).ToList();
        foreach (var thread in threads)
        {
            thread.Start();
            thread.Join();
        }

        var totals = new CallTotals();
        totals.Of(counters[0]).ShouldBe(0);

        totals.Read();

        counters.Sum(totals.Of).ShouldBe(4500);
        counters.ShouldAllBe(counter => totals.Of(counter) == CallCells.Read(counter));
        counters.ShouldAllBe(counter => counter > 0);
    }

    [Fact]
    public void Free_CounterThatCounted_BeginsAtZeroAgain()
    {
        var counter = CallCells.Allocate();
        CallCells.Next(counter);

        CallCells.Free(counter);

        CallCells.Read(counter).ShouldBe(0);
    }
}
