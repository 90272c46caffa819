using Plumbline.Tests.Support;
using Plumbline.Attach.Processes;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Processes;

public sealed class ProcessWaitTests
{
    [Fact]
    public async Task LookAsync_ProcessThatBeginsLater_IsFound()
    {
        var wait = new ProcessWait("Idle", TimeSpan.FromMinutes(1));
        await wait.LookAsync();
        await using var target = await TargetProcess.IdleAsync();

        (await wait.LookAsync()).ShouldContain(facts => facts.Pid == target.Pid);
        (await wait.LookAsync()).ShouldContain(facts => facts.Pid == target.Pid);
    }

    /// <summary>A watch that waited for its process took a quarter of a core: it read all that there is to know of all processes twice a second.</summary>
    [Fact]
    public async Task LookAsync_ProcessesThatAreNotIt_AreReadOnce()
    {
        var wait = new ProcessWait("none of this name", TimeSpan.Zero);
        await wait.LookAsync();
        var first = wait.Read;

        await wait.LookAsync();

        // Others may have begun in between; the tests run beside each other.
        first.ShouldBeGreaterThan(5);
        (wait.Read - first).ShouldBeLessThan(first / 2);
    }
}
