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
}
