using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using Plumbline.Agent.Capture;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

public sealed class CollectionTests
{
    public static TheoryData<string> Lists => [.. s_lists.Keys];

    public static TheoryData<string> Dictionaries => [.. s_dictionaries.Keys];

    private static readonly Dictionary<string, object> s_lists = new()
    {
        ["array"] = new[] { 1, 2, 3 },
        ["objects"] = new object[] { 1, 2, 3 },
        ["list"] = new List<int> { 1, 2, 3 },
        ["derived list"] = new Own { 1, 2, 3 },
        ["queue"] = new Queue<int>([1, 2, 3]),
        ["stack"] = new Stack<int>([3, 2, 1]),
        ["set"] = new HashSet<int> { 1, 2, 3 },
        ["sorted set"] = new SortedSet<int> { 2, 1, 3 },
        ["linked list"] = new LinkedList<int>([1, 2, 3]),
        ["concurrent queue"] = new ConcurrentQueue<int>([1, 2, 3]),
        ["concurrent stack"] = new ConcurrentStack<int>([3, 2, 1]),
        ["concurrent bag"] = new ConcurrentBag<int>([1, 2, 3]),
        ["blocking collection"] = new BlockingCollection<int> { 1, 2, 3 },
        ["immutable array"] = ImmutableArray.Create(1, 2, 3),
        ["immutable list"] = ImmutableList.Create(1, 2, 3),
        ["immutable set"] = ImmutableHashSet.Create(1, 2, 3),
        ["immutable sorted set"] = ImmutableSortedSet.Create(3, 2, 1),
        ["immutable queue"] = ImmutableQueue.Create(1, 2, 3),
        ["immutable stack"] = ImmutableStack.Create(3, 2, 1),
        ["frozen set"] = new[] { 1, 2, 3 }.ToFrozenSet(),
        ["segment"] = new ArraySegment<int>([0, 1, 2, 3, 4], 1, 3),
        ["memory"] = new[] { 0, 1, 2, 3, 4 }.AsMemory(1, 3),
        ["read-only memory"] = (ReadOnlyMemory<int>)new[] { 1, 2, 3 },
        ["array list"] = new ArrayList { 1, 2, 3 },
        ["collection"] = new Collection<int>([1, 2, 3]),
        ["observable"] = new ObservableCollection<int> { 1, 2, 3 },
        ["read-only"] = new ReadOnlyCollection<int>([1, 2, 3]),
        ["collection expression"] = OfExpression([1, 2, 3]),
        ["collection expression with a spread"] = OfExpression([1, .. Enumerable.Range(2, 2)]),
        ["grid"] = new[,] { { 1 }, { 2 }, { 3 } },
    };

    private static readonly Dictionary<string, object> s_dictionaries = new()
    {
        ["dictionary"] = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 },
        ["sorted dictionary"] = new SortedDictionary<string, int> { ["a"] = 1, ["b"] = 2 },
        ["sorted list"] = new SortedList<string, int> { ["a"] = 1, ["b"] = 2 },
        ["concurrent"] = new ConcurrentDictionary<string, int> { ["a"] = 1, ["b"] = 2 },
        ["immutable"] = ImmutableDictionary<string, int>.Empty.Add("a", 1).Add("b", 2),
        ["immutable sorted"] = ImmutableSortedDictionary<string, int>.Empty.Add("a", 1).Add("b", 2),
        ["frozen"] = new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }.ToFrozenDictionary(),
        ["read-only"] = new ReadOnlyDictionary<string, int>(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }),
        ["hashtable"] = new Hashtable { ["a"] = 1, ["b"] = 2 },
    };

    [Fact]
    public void Name_OfAListThatTheCompilerMade_IsTheInterfaceThatWasAskedFor() =>
        TypeName.Of(OfExpression([1, 2, 3]).GetType()).ShouldBe("System.Collections.Generic.IReadOnlyList<int>");

    private static object OfExpression(IReadOnlyList<int> list) => list;

    [Theory]
    [MemberData(nameof(Lists))]
    public void Value_List_GivesItsElements(string name)
    {
        var taken = Taken.Of(s_lists[name]);

        taken.Root.Kind.ShouldBe("list");
        taken.Root.Cut.ShouldBeNull();
        var values = taken.Root.Items.ShouldNotBeNull().Select(i => taken.Node(i).Value);
        (name.Contains("bag", StringComparison.Ordinal) ? values.Order() : values).ShouldBe(["1", "2", "3"]);
        (taken.Root.Total ?? 3).ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Dictionaries))]
    public void Value_Dictionary_GivesKeysAndValuesInTurn(string name)
    {
        var taken = Taken.Of(s_dictionaries[name]);

        taken.Root.Kind.ShouldBe("dictionary");
        taken.Root.Items.ShouldNotBeNull().Select(i => taken.Node(i).Value).Chunk(2).Select(p => $"{p[0]}={p[1]}").Order().ShouldBe(["a=1", "b=2"]);
        (taken.Root.Total ?? 2).ShouldBe(2);
    }

    [Fact]
    public void Value_NamesWithValues_AreADictionary()
    {
        var taken = Taken.Of(new NameValueCollection { { "a", "1" }, { "a", "2" } });

        taken.Root.Kind.ShouldBe("dictionary");
        taken.Field("1/1").Value.ShouldBe("2");
    }

    [Fact]
    public void Value_UnusualArrays_KeepShapeAndBounds()
    {
        Taken.Of(new int[2, 3]).Root.Value.ShouldBe("[2, 3]");
        Taken.Of(new int[2, 3]).Root.Type.ShouldBe("int[,]");
        Taken.Of(new int[2][,]).Root.Type.ShouldBe("int[][,]");
        Taken.Of(new int[][] { [1], [2, 3] }).Field("1/1").Value.ShouldBe("3");
        var shifted = Array.CreateInstance(typeof(int), [2, 2], [5, -1]);
        shifted.SetValue(7, 6, 0);
        Taken.Of(shifted).Root.Value.ShouldBe("[5..6, -1..0]");
        Taken.Of(shifted).Field("3").Value.ShouldBe("7");
        var one = Array.CreateInstance(typeof(string), [2], [1]);
        one.SetValue("x", 2);
        Taken.Of<object>(one).Field("1").Value.ShouldBe("x");
        Taken.Of(new int[0, 4]).Root.Total.ShouldBe(0);
        Taken.Of(Array.Empty<string>()).Root.Items.ShouldNotBeNull().ShouldBeEmpty();
        Taken.Of(default(ImmutableArray<int>)).Root.Value.ShouldBe("default");
        Taken.Of(new string?[] { null, "x" }).Field("0").Kind.ShouldBe("null");
        Taken.Of<object[]>(new string[] { "x" }).Root.Type.ShouldBe("string[]");
    }

    [Fact]
    public void Value_MemoryOfTheUsersOwn_IsNotAskedFor()
    {
        using var owner = new Hostile();

        var taken = Taken.Of(owner.Memory);

        taken.Root.Cut.ShouldBe("elements");
        owner.Calls.ShouldBe(0);
    }

    [Fact]
    public void Value_ConcurrentQueueOfManySegments_IsReadInOrderAndNotHeld()
    {
        var queue = new ConcurrentQueue<int>(Enumerable.Range(0, 500));
        for (var i = 0; i < 100; i++)
        {
            queue.TryDequeue(out _);
        }

        var taken = Taken.Of(queue, new CaptureLimits { Elements = 1000, Bytes = 1 << 20 });

        taken.Root.Items.ShouldNotBeNull().Select(i => taken.Node(i).Value).ShouldBe(Enumerable.Range(100, 400).Select(i => $"{i}"));
    }

    [Fact]
    public void Value_CollectionsThatChangeMeanwhile_NeverFail()
    {
        var list = new List<object>();
        var dictionary = new Dictionary<int, string>();
        var concurrent = new ConcurrentDictionary<int, string>();
        var queue = new ConcurrentQueue<string>();
        var set = new HashSet<int>();
        using var stop = new CancellationTokenSource();
        var writer = new Thread(() => Change(list, dictionary, concurrent, queue, set, stop.Token)) { IsBackground = true };
        writer.Start();
        var session = new CaptureSession();
        for (var i = 0; i < 300; i++)
        {
            session.Begin(new CaptureLimits(), Agent.Redaction.Redactor.Default);
            session.Value("list", "local", null, ref list);
            session.Value("dictionary", "local", null, ref dictionary);
            session.Value("concurrent", "local", null, ref concurrent);
            session.Value("queue", "local", null, ref queue);
            session.Value("set", "local", null, ref set);
            Taken.End(session).Message.Values.Length.ShouldBe(5);
        }

        stop.Cancel();
        writer.Join();
    }

    private static void Change(
        List<object> list, Dictionary<int, string> dictionary, ConcurrentDictionary<int, string> concurrent, ConcurrentQueue<string> queue, HashSet<int> set, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i = (i + 1) % 1000)
        {
            if (i == 0)
            {
                list.Clear();
                list.TrimExcess();
                dictionary.Clear();
                dictionary.TrimExcess();
                set.Clear();
                set.TrimExcess();
                concurrent.Clear();
                queue.Clear();
            }

            list.Add(i % 2 == 0 ? "text" : list.Count);
            dictionary[i] = "value";
            concurrent[i] = "value";
            queue.Enqueue("value");
            set.Add(i);
        }
    }

    private sealed class Own : List<int>
    {
        public new int Count => throw new InvalidOperationException();
    }

    private sealed class Hostile : System.Buffers.MemoryManager<int>
    {
        public int Calls { get; private set; }

        public override Memory<int> Memory => CreateMemory(5);

        public override Span<int> GetSpan()
        {
            Calls++;
            return new int[5];
        }

        public override System.Buffers.MemoryHandle Pin(int elementIndex = 0)
        {
            Calls++;
            return default;
        }

        public override void Unpin() => Calls++;

        protected override bool TryGetArray(out ArraySegment<int> segment)
        {
            Calls++;
            segment = default;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
