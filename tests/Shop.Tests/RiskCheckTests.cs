using Shouldly;
using Xunit;

namespace Shop.Tests;

public sealed class RiskCheckTests
{
    private static readonly PaymentCard s_card = new("4242424242424242", "A. Buyer", 12, 2099, "123");

    [Fact]
    public async Task Allows_SmallAmount_AtOnce() =>
        (await new RiskCheck(new RiskService(TimeProvider.System)).Allows(new PaymentRequest(1, 25m, s_card), CancellationToken.None)).ShouldBeTrue();

    [Fact]
    public async Task Allows_ServiceThatDoesNotAnswer_GoesThrough() =>
        (await new RiskCheck(new RiskService(new StoppedClock())).Allows(new PaymentRequest(1, 60_000m, s_card), CancellationToken.None)).ShouldBeTrue();

    private sealed class StoppedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
