using Plumbline.Attach.Attaching;
using Shouldly;
using Xunit;

namespace Plumbline.Attach.Tests.Attaching;

public sealed class MountTableTests
{
    private const string Text = """
        21 1 0:20 / / ro,relatime - overlay overlay rw
        22 21 0:21 / /tmp rw,nosuid,noexec - tmpfs tmpfs rw
        23 21 0:22 / /tmp/my\040place rw - tmpfs tmpfs rw
        24 21 0:23 / /var rw - ext4 /dev/sda rw
        25 24 0:24 / /var ro - ext4 /dev/sdb rw
        """;

    [Theory]
    [InlineData("/usr/lib", "ro", true)]
    [InlineData("/tmp", "noexec", true)]
    [InlineData("/tmp/sub", "noexec", true)]
    [InlineData("/tmpfoo", "noexec", false)]
    [InlineData("/tmp/my place/x", "noexec", false)]
    [InlineData("/var/tmp", "ro", true)]
    public void Has_Option_OfTheMountThatHoldsThePath(string path, string option, bool expected) =>
        MountTable.Parse(Text).Has(path, option).ShouldBe(expected);

    [Fact]
    public void Parse_Nothing_HasNothing() => MountTable.Parse("").Has("/tmp", "ro").ShouldBeFalse();
}
