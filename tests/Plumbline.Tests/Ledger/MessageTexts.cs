using Plumbline.Ledger.Culprits;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Ledger;

/// <summary>What is left of a message must not name the culprit.</summary>
public sealed class MessageTexts
{
    [Theory]
    [InlineData("Fixes: 0123456789ab (\"net: add a queue\")")]
    [InlineData("fixes: commit 0123456789abcdef0123456789abcdef01234567")]
    [InlineData("Fixes: 0123456789ab\n  (\"net: add a queue\")")]
    [InlineData("  Fixes : 0123456 ('net: add a queue')")]
    [InlineData("Introduced-by: 0123456789ab net: add a queue")]
    [InlineData("Since commit 0123456789ab (\"net: add a\nqueue\") it hangs.")]
    [InlineData("This reverts commit 0123456789abcdef0123456789abcdef01234567.")]
    [InlineData("It came with \"net: add a queue\".")]
    [InlineData("See 0123456789ab \"net: add a queue\".")]
    public void Of_NameOfAnotherCommit_IsGone(string line)
    {
        var (subject, body) = MessageText.Of($"net: don't hang\n\n{line}\n\nSigned-off-by: Ann <ann@example.org>\n");

        subject.ShouldBe("net: don't hang");
        body.ShouldNotContain("0123456");
        body.ShouldNotContain("queue");
        body.ShouldNotContain("Ann");
    }

    [Fact]
    public void Of_Revert_KeepsNoQuotedSubject() => MessageText.Of("Revert \"net: queue\"\n\nIt hangs.").ShouldBe(("Revert", "\nIt hangs."));

    [Fact]
    public void Of_ProseWithoutNames_StaysAsItIs() => MessageText.Of("net: fix it\n\nThe \"queue\" was full.").Body.ShouldContain("The \"queue\" was full.");

    [Fact]
    public void Of_EndlessQuote_ComesToAnEnd() =>
        MessageText.Of("a\n\n" + string.Concat(Enumerable.Repeat("\"deadbeef0 (\"", 100_000))).Subject.ShouldBe("a");
}
