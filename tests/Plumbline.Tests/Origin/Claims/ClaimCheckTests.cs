using Plumbline.Origin;
using Plumbline.Origin.Claims;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Claims;

public sealed class ClaimCheckTests
{
    [Fact]
    public void Claims_AgainstWhatTheirCommitAdded_AreCountedByReason()
    {
        var book = new ClaimBook([new ClaimSet([Claim("a.cs", 1, 10), Claim("a.cs", 5, 6), Claim("other.cs", 1, 3)], [])], []);
        var added = new LineSet();
        added.Add(4, 8);

        ClaimCheck.Count(book, new Dictionary<string, Dictionary<string, LineSet>> { ["c"] = new() { ["a.cs"] = added } }).ShouldBe(
        [
            new ClaimCount(ClaimRefusal.LineNotAdded, 1, 5),
            new ClaimCount(ClaimRefusal.FileNotTouched, 1, 3),
            new ClaimCount(ClaimRefusal.Overlapped, 1, 2),
        ]);
        ClaimCheck.Count(book, new Dictionary<string, Dictionary<string, LineSet>>()).ShouldBeEmpty();
    }

    [Fact]
    public void LineSet_AgainstASetOfNumbers_IsTheSame()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var (set, numbers) = (new LineSet(), new HashSet<int>());
            for (var i = 0; i < 20; i++)
            {
                var first = random.Next(1, 60);
                var last = first + random.Next(8);
                var range = Enumerable.Range(first, last - first + 1).ToList();
                set.Overlap(first, last).ShouldBe(range.Count(numbers.Contains));
                set.Add(first, last).ShouldBe(range.Count(numbers.Add));
            }
        }
    }

    private static LineClaim Claim(string path, int from, int to) => new("refs/notes/ai", "c", path, from, to, OriginClass.Ai);
}
