using Plumbline.Git.Tests.Support;
using Plumbline.Origin;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Keeping;

/// <summary>Blocks that wander from file to file, on main and in requests, while maps are kept: each map must be the one built anew.</summary>
public sealed class KeptMoves
{
    private const int Files = 6;
    private const int BlockLines = 5;

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(34)]
    public async Task Map_BuiltOnEarlierOnes_IsTheOneBuiltAnew(int seed)
    {
        using var repository = new TestRepository();
        var random = new Random(seed);
        var kept = new OriginOptions { CacheFolder = repository.Beside("kept") };
        int number = 0, moved = 0;
        for (int file = 0; file < Files; file++)
        {
            repository.Lines(Name(file), Enumerable.Range(0, 4).SelectMany(_ => Block(number++)));
        }

        repository.Commit("First");
        for (int step = 1; step <= 12; step++)
        {
            if (random.Next(3) > 0)
            {
                Change(repository, random, ref number);
                repository.Commit($"On main {step}");
            }
            else
            {
                Request(repository, random, step, ref number);
            }

            if (random.Next(2) == 0)
            {
                OriginMap built = await repository.OriginsAsync(options: kept), anew = await repository.OriginsAsync();

                built.Told().ShouldBe(anew.Told());
                built.Inside.Select(commit => built.Commits[commit].Id).ShouldBeSubsetOf(repository.Run("rev-list", "--all", "--not", "HEAD").Split('\n'));
                moved += anew.Files.Sum(file => file.Remarks.Count(remark => remark.Notes.Any(note => note.Kind is LineNoteKind.Moved or LineNoteKind.Copied)));
            }
        }

        moved.ShouldBeGreaterThan(10);
    }

    // A request of two commits that begins some commits back, as requests do, and is squashed.
    private static void Request(TestRepository repository, Random random, int step, ref int number)
    {
        int back = Math.Min(random.Next(3), int.Parse(repository.Run("rev-list", "--count", "--first-parent", "HEAD"), System.Globalization.CultureInfo.InvariantCulture) - 1);
        repository.Run("checkout", "-q", "-b", $"request-{step}", $"HEAD~{back}");
        Change(repository, random, ref number);
        repository.Commit($"Inside {step}, one");
        Change(repository, random, ref number);
        repository.Commit($"Inside {step}, two");
        repository.Run("update-ref", $"refs/pull/{step}/head", "HEAD");
        repository.Run("checkout", "-q", "main");
        repository.Try("merge", "-q", "--squash", "-X", "theirs", $"request-{step}");
        repository.Commit($"Request (#{step})");
    }

    // Takes a block out of one file, or leaves it there, puts it into another, and writes something new.
    private static void Change(TestRepository repository, Random random, ref int number)
    {
        int from = random.Next(Files), to = (from + 1 + random.Next(Files - 1)) % Files;
        List<string> source = Read(repository, from), target = Read(repository, to);
        int start = random.Next(source.Count - BlockLines);
        string[] block = [.. source.Skip(start).Take(BlockLines)];
        if (random.Next(4) > 0 && source.Count > 3 * BlockLines)
        {
            source.RemoveRange(start, BlockLines);
        }

        source.Insert(random.Next(source.Count), $"touched({number});");
        target.InsertRange(random.Next(target.Count), block);
        target.AddRange(Block(number++));
        repository.Lines(Name(from), source);
        repository.Lines(Name(to), target);
    }

    private static List<string> Read(TestRepository repository, int file) => [.. File.ReadAllLines(Path.Combine(repository.Path, Name(file)))];

    private static string Name(int file) => $"folder/file{file}.txt";

    private static IEnumerable<string> Block(int number) => Enumerable.Range(0, BlockLines).Select(i => $"block {number} has the line {i} of {number * 7919 % 1000}");
}
