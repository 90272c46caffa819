using Plumbline.Git.Tests.Support;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Blame;

/// <summary>Histories that nobody thought up, against git blame.</summary>
public sealed class RandomHistories
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Replay_OfARandomHistory_EqualsBlame(int seed)
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(seed).Stream(160), "fast-import", "--quiet", "--force");

        int compared = await Support.Blame.ShouldAgreeAsync(repository, "main");

        compared.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Replay_OfPackedAndLooseObjects_IsTheSame()
    {
        using var repository = new TestRepository();
        repository.Feed(new RandomHistory(5).Stream(120), "fast-import", "--quiet", "--force");
        await Support.Blame.ShouldAgreeAsync(repository, "main");
        repository.Run("gc", "-q", "--aggressive", "--prune=now");

        (await Support.Blame.ShouldAgreeAsync(repository, "main")).ShouldBeGreaterThan(50);
    }
}
