using System.Runtime.InteropServices;
using Plumbline.Agent.Tests.Facts;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Probes;

/// <summary>A removed probe's gate that opens again would lead code on a stack to a thunk that is gone.</summary>
public sealed class GateTests
{
    [Fact]
    public void Gate_OfAProbeThatIsRemovedWhileItRests_EndsClosed()
    {
        for (var i = 0; i < 2000; i++)
        {
            var probe = LearningMethod.NewProbe();
            probe.Open();
            Marshal.ReadByte(probe.Gate).ShouldBe((byte)1);

            Parallel.Invoke(probe.Close, probe.Reopen);

            (Marshal.ReadByte(probe.Gate), Marshal.ReadByte(probe.ResumeGate)).ShouldBe(((byte)0, (byte)0));
        }
    }
}
