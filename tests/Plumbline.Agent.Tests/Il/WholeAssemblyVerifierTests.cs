using Plumbline.Agent.Il;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Il;

public sealed class WholeAssemblyVerifierTests
{
    [Theory]
    [MemberData(nameof(AssemblyBodies.Names), MemberType = typeof(AssemblyBodies))]
    public void Verify_EveryBodyOfAnAssembly_IsAccepted(string name)
    {
        using var bodies = AssemblyBodies.Open(name);
        var complaints = new List<string>();
        foreach (var (handle, bytes) in bodies.All())
        {
            var method = bodies.Signatures.Method(handle).ShouldNotBeNull(bodies.NameOf(handle));
            if (BodyVerifier.Verify(bytes, bodies.Signatures, method) is { } violation)
            {
                complaints.Add($"{bodies.NameOf(handle)}: {violation}");
            }
        }

        complaints.ShouldBeEmpty();
    }
}
