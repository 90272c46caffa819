using System.Security.Cryptography;
using Plumbline.Agent.Symbols;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Symbols;

public class Sha1Tests
{
    [Fact]
    public void Of_EveryLengthAroundBlocks_IsWhatTheFrameworkComputes()
    {
        var random = new Random(1);
        for (var length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);

#pragma warning disable CA5350 // Compared with, not relied on.
            Sha1.Of(bytes).ShouldBe(SHA1.HashData(bytes), $"{length} bytes");
#pragma warning restore CA5350
        }
    }
}
