using Plumbline.Agent.Hosting;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Hosting;

public sealed class OutboxTests
{
    private static readonly OutFrame s_beat = new(new Heartbeat());

    [Fact]
    public void Take_NothingCame_GivesTheFrameInItsStead()
    {
        using var outbox = new Outbox();

        outbox.Take(TimeSpan.FromMilliseconds(10), s_beat)!.Value.Message.ShouldBeSameAs(s_beat.Message);
    }

    [Fact]
    public void Take_FrameThatWaits_ComesFirst_AndSoDoesOneAfterASilence()
    {
        using var outbox = new Outbox();
        var (one, two) = (new Detach(), new Detach());
        outbox.TryAdd(new OutFrame(one));

        outbox.Take(TimeSpan.FromMinutes(1), s_beat)!.Value.Message.ShouldBeSameAs(one);
        outbox.Take(TimeSpan.Zero, s_beat)!.Value.Message.ShouldBeSameAs(s_beat.Message);
        outbox.TryAdd(new OutFrame(two));
        outbox.Take(TimeSpan.FromMinutes(1), s_beat)!.Value.Message.ShouldBeSameAs(two);
    }

    [Fact]
    public void Take_Closed_GivesNone()
    {
        var outbox = new Outbox();
        outbox.Dispose();

        outbox.Take(TimeSpan.FromMinutes(1), s_beat).ShouldBeNull();
    }
}
