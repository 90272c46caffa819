using Plumbline.Agent.Capture;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class CaptureWarmupTests
{
    [Fact]
    public void Prepare_DeclaredTypes_LearnsWhatTheyHold()
    {
        CaptureWarmup.Run();
        CaptureWarmup.Prepare([typeof(Outer), typeof(Span<int>), typeof(List<>), typeof(int).MakeByRefType()], 3);

        TypePlans.TryFind(typeof(Inner), out var plan).ShouldBeTrue();
        plan.ShouldNotBeNull().Shape.ShouldBeOfType<ObjectShape>().IsBuilt.ShouldBeTrue();
    }

    private sealed class Outer
    {
        public List<Inner[]>? Items { get; set; }
    }

    private sealed class Inner
    {
        public int Id { get; set; }
    }
}
