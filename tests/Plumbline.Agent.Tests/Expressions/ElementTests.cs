using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Diagnostics;
using Plumbline.Agent.Expressions;
using Plumbline.Agent.Tests.Expressions.Shop;
using Shouldly;
using Xunit;
using static Plumbline.Agent.Tests.Expressions.Evaluation;

namespace Plumbline.Agent.Tests.Expressions;

public sealed class ElementTests
{
    private static readonly List<Item> s_items =
    [
        new() { Name = "pen", Price = 2, Count = 10 },
        new() { Name = "ink", Price = 7.5, Count = 1, Buyer = new Customer() },
        new() { Name = "nib", Price = 30, Count = 0 },
    ];

    public static TheoryData<object> Collections() =>
    [
        new[] { 1, 2, 3 },
        new List<int> { 1, 2, 3 },
        new HashSet<int> { 1, 2, 3 },
        new Queue<int>([1, 2, 3]),
        new Stack<int>([3, 2, 1]),
        new LinkedList<int>([1, 2, 3]),
        new SortedSet<int> { 1, 2, 3 },
        new ConcurrentQueue<int>([1, 2, 3]),
        new ConcurrentStack<int>([3, 2, 1]),
        ImmutableArray.Create(1, 2, 3),
        ImmutableList.Create(1, 2, 3),
        ImmutableHashSet.Create(1, 2, 3),
        ImmutableSortedSet.Create(1, 2, 3),
        ImmutableQueue.Create(1, 2, 3),
        new ArraySegment<int>([0, 1, 2, 3, 4], 1, 3),
        new[] { 1, 2, 3 }.ToFrozenSet(),
        new Collection<int> { 1, 2, 3 },
        new ReadOnlyCollection<int>([1, 2, 3]),
        new ObservableCollection<int> { 1, 2, 3 },
        new Dictionary<int, int> { [1] = 1, [2] = 2, [3] = 3 }.Keys,
        new Dictionary<int, int> { [1] = 1, [2] = 2, [3] = 3 }.Values,
    ];

    [Theory]
    [MemberData(nameof(Collections))]
    public void Elements_OfEveryFrameworkCollection_AreSeen(object collection)
    {
        foreach (var type in new[] { collection.GetType().IsPublic || collection.GetType().IsNested ? collection.GetType() : typeof(FrozenSet<int>), typeof(IEnumerable<int>) })
        {
            if (type == typeof(FrozenSet<int>) && collection is not FrozenSet<int>)
            {
                continue;
            }

            var x = ("x", type, (object?)collection);
            Value("x.Sum()", x).ShouldBe(6);
            Value("x.Count()", x).ShouldBe(3);
            Value("x.Any(i => i == 2) && !x.Any(i => i == 9) && x.Any()", x).ShouldBe(true);
            Value("x.Min() * 10 + x.Max()", x).ShouldBe(13);
            Value("x.Where(i => i > 1).Select(i => i * 2L).Sum()", x).ShouldBe(10L);
            Value("x.Contains(3) && !x.Contains(4)", x).ShouldBe(true);
            Value("x.All(i => i < 4)", x).ShouldBe(true);
            Value("x.First(i => i > 1) + x.FirstOrDefault(i => i > 7)", x).ShouldBeOneOf(2, 3);
        }
    }

    [Theory]
    [InlineData("items.Count", 3)]
    [InlineData("items.Count(i => i.Price > 5)", 2)]
    [InlineData("items.Any(i => i.Name == \"ink\" && i.Buyer.Age == 36)", true)]
    [InlineData("items.Sum(i => i.Price * i.Count)", 27.5)]
    [InlineData("items.Sum(i => i.Count)", 11)]
    [InlineData("items.Average(i => i.Count) > 3.6", true)]
    [InlineData("items.Min(i => i.Price)", 2.0)]
    [InlineData("items.Max(i => i.Name)", "pen")]
    [InlineData("items.Where(i => i.Count > 0).Where(i => i.Price > 5).First().Name", "ink")]
    [InlineData("items.Where(i => items.Any(j => j.Price > i.Price * 10)).Count()", 1)]
    [InlineData("items.Select(i => i.Name).Contains(\"nib\")", true)]
    [InlineData("items.FirstOrDefault(i => i.Price > 100) == null", true)]
    [InlineData("items.FirstOrDefault(i => i.Price > 100)?.Name ?? \"none\"", "none")]
    [InlineData("prices.Any(p => p.Key.StartsWith(\"b\") && p.Value == 2)", true)]
    [InlineData("prices.Sum(p => p.Value)", 3)]
    [InlineData("\"banana\".Count(c => c == 'a')", 3)]
    [InlineData("\"banana\".All(c => char.IsLower(c))", true)]
    [InlineData("bytes.Sum(b => b)", 300)]
    [InlineData("maybe.Sum()", 4)]
    [InlineData("maybe.Max()", 3)]
    [InlineData("times.Sum() == 3s", true)]
    [InlineData("nested.Sum(n => n.Sum())", 6)]
    [InlineData("money.Sum()", 3.75)]
    [InlineData("grid.Length", 4)]
    public void Value_OverElements(string text, object expected)
    {
        var value = Value(
            text, Var("items", s_items), Var("prices", new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }), Var("bytes", new byte[] { 100, 200 }), Var("maybe", new int?[] { 1, null, 3 }),
            Var("times", new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) }), Var("nested", new[] { new[] { 1, 2 }, [3] }), Var("money", new[] { 1.25m, 2.50m }), Var("grid", new int[2, 2]));
        (value is decimal money ? (double)money : value).ShouldBe(expected);
    }

    [Fact]
    public void MinAndMax_WithNotANumber_AreAsInLinq()
    {
        double[] values = [3, double.NaN, 1];

        Value("x.Min()", Var("x", values)).ShouldBe(values.Min());
        Value("x.Max()", Var("x", values)).ShouldBe(values.Max());
        Value("x.Max()", Var("x", new[] { double.NaN, 1 })).ShouldBe(1.0);
    }

    [Fact]
    public void Where_AsTheWholeExpression_GivesAList()
    {
        Value("items.Where(i => i.Price > 5).Select(i => i.Name)", Var("items", s_items)).ShouldBe(new List<string> { "ink", "nib" });
        Value("items?.Where(i => i.Price > 5)", Var<List<Item>?>("items", null)).ShouldBeNull();
    }

    [Fact]
    public void Loops_BeyondTheBound_AreUndefinedAndQuick()
    {
        var wide = Enumerable.Range(0, 5000).ToArray();
        var watch = Stopwatch.StartNew();

        Value("x.Any(i => i == -1)", Var("x", new int[1_000_000_000 / 100])).ShouldBeOfType<Undefined>().Reason.ShouldContain("More than 10000 elements");
        Value("x.All(i => x.All(j => x.All(k => i + j + k >= 0)))", Var("x", wide)).ShouldBeOfType<Undefined>();
        Value("x.Count(i => i >= 0)", Var("x", wide)).ShouldBe(5000);
        Value("x.Any(i => i == 3)", Var("x", new int[20_000])).ShouldBeOfType<Undefined>();
        Value("x.Any(i => i == 0)", Var("x", new int[20_000])).ShouldBe(true);
        Value("x.Count()", Var("x", new int[20_000])).ShouldBe(20_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Loops_OverCollectionsThatChange_NeverThrow()
    {
        var list = new List<int>();
        var map = new Dictionary<int, int>();
        var set = new HashSet<int>();
        var queue = new Queue<int>();
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                if (i % 500 == 0)
                {
                    list.Clear();
                    map.Clear();
                    set.Clear();
                    queue.Clear();
                }

                list.Add(i);
                map[i] = i;
                set.Add(i);
                queue.Enqueue(i);
            }
        });
        writer.Start();
        var sum = (Func<List<int>, bool>)Compile("list.Any(i => i < 0) || list[100] < 0 || list.Sum(i => 1L) < 0", typeof(bool), Var("list", list)).Delegate;
        var entries = (Func<Dictionary<int, int>, bool>)Compile("map.Any(e => e.Value < 0) || map[3] < 0", typeof(bool), Var("map", map)).Delegate;
        var members = (Func<HashSet<int>, bool>)Compile("set.Any(e => e < 0)", typeof(bool), Var("set", set)).Delegate;
        var waiting = (Func<Queue<int>, bool>)Compile("queue.Any(e => e < 0)", typeof(bool), Var("queue", queue)).Delegate;
        for (var i = 0; i < 1500; i++)
        {
            sum(list).ShouldBeFalse();
            entries(map).ShouldBeFalse();
            members(set).ShouldBeFalse();
            waiting(queue).ShouldBeFalse();
        }

        stop.Cancel();
        writer.Join();
    }
}
