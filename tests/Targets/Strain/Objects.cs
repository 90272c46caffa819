using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Strain;

/// <summary>Objects that are hard to look at, and times at which it is hard to look at any.</summary>
public static class Objects
{
    private static long s_userCode;
    private static long s_finalized;

    /// <summary>How often code of these objects ran, which nobody calls.</summary>
    public static string Run()
    {
        s_userCode = 0;
        Node head = null;
        for (var i = 0; i < 100_000; i++)
        {
            head = new Node { Next = head, Number = i };
        }

        var (one, two) = (new Node { Number = 1 }, new Node { Number = 2 });
        (one.Next, two.Next) = (two, one);
        Show(head);
        Show(new int[1_000_000]);
        Show(Enumerable.Range(0, 1_000_000).Select(i => (object)i).ToArray());
        Show(new string('x', 50_000_000));
        Show(one);
        Show(Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, 300).Select(i => new Node { Number = i }).ToList()).ToList());
        Show(new Dictionary<string, object> { ["self"] = one, ["hostile"] = new Hostile(), ["lazy"] = new Lazy<int>(() => (int)Ran()) });
        Show(new Hostile());
        Show(new HostileSequence());
        Show(Task.Run(() => 1));
        Show(new TaskCompletionSource<int>().Task);
        Show(new List<Hostile> { new(), new() });
        Show(new SortedDictionary<int, Hostile> { [1] = new() });
        return $"{Interlocked.Read(ref s_userCode)}";
    }

    /// <summary>Collections that other threads change meanwhile.</summary>
    public static string Mutation(double seconds)
    {
        var (list, map, set, queue) = (new List<object>(), new Dictionary<int, object>(), new HashSet<string>(), new ConcurrentQueue<object>());
        var (watch, wrong) = (Stopwatch.StartNew(), 0);
        var writer = new Thread(() =>
        {
            for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++)
            {
                list.Add(new Node { Number = i });
                map[i % 1000] = i.ToString();
                set.Add(i.ToString());
                queue.Enqueue(i);
                if (i % 2000 == 0)
                {
                    list.Clear();
                    map.Clear();
                    set.Clear();
                    queue.Clear();
                    list.TrimExcess();
                    map.TrimExcess();
                }
            }
        });
        writer.Start();
        while (writer.IsAlive)
        {
            wrong += Show(list) + Show(map) + Show(set) + Show(queue) == 4 ? 0 : 1;
        }

        return $"{wrong} wrong";
    }

    /// <summary>A thread that collects garbage all the time, while objects move.</summary>
    public static string Collecting(double seconds)
    {
        var (watch, wrong) = (Stopwatch.StartNew(), 0);
        var collector = new Thread(() =>
        {
            for (var i = 0; watch.Elapsed.TotalSeconds < seconds; i++)
            {
                GC.Collect(i % 3, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        });
        collector.Start();
        var kept = new List<Node>();
        Span<int> numbers = stackalloc int[3] { 1, 2, 3 };
        while (collector.IsAlive)
        {
            var node = new Node { Number = kept.Count, Next = new Node { Number = 7 } };
            kept.Add(node);
            wrong += Show(node) == 1 && Spans(numbers, ref node.Number) == kept.Count + 5 ? 0 : 1;
            if (kept.Count > 10_000)
            {
                kept.Clear();
            }
        }

        return $"{wrong} wrong";
    }

    public static string NearOverflow()
    {
        var depth = 0;
        var thread = new Thread(() => depth = Descend(0, new Node { Number = 1 }), 512 * 1024);
        thread.Start();
        thread.Join();
        return depth > 100 ? "deep" : $"only {depth}";
    }

    public static string Starvation()
    {
        ThreadPool.SetMaxThreads(Environment.ProcessorCount, 4);
        using var release = new ManualResetEventSlim();
        var blocked = Enumerable.Range(0, 32).Select(_ => Task.Run(() => release.Wait())).ToArray();
        var sum = Enumerable.Range(0, 2000).Sum(i => Show(new Node { Number = i }));
        release.Set();
        Task.WaitAll(blocked);
        return sum.ToString();
    }

    public static string Finalizers()
    {
        Interlocked.Exchange(ref s_finalized, 0);
        Litter();
        for (var i = 0; i < 50 && Interlocked.Read(ref s_finalized) < 1000; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Interlocked.Read(ref s_finalized).ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Litter()
    {
        for (var i = 0; i < 1000; i++)
        {
            _ = new Dying();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Show(object value) => value is null ? 0 : 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Spans(Span<int> numbers, ref int number) => numbers[0] + numbers[1] + numbers[2] + number;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Descend(int depth, Node node) =>
        RuntimeHelpers.TryEnsureSufficientExecutionStack() ? Descend(depth + 1, node) + (node.Number - 1) : depth;

    private static object Ran()
    {
        Interlocked.Increment(ref s_userCode);
        return 1;
    }

    public sealed class Node
    {
        public int Number;
        public Node Next;
    }

    private sealed class Dying
    {
        ~Dying()
        {
            if (Show(this) == 1)
            {
                Interlocked.Increment(ref s_finalized);
            }
        }
    }

    /// <summary>All its code counts, throws or blocks.</summary>
    private sealed class Hostile : IComparable, IFormattable, IEquatable<Hostile>
    {
        public int Throws => throw new InvalidOperationException(Ran().ToString());

        public int Blocks
        {
            get
            {
                Ran();
                Thread.Sleep(Timeout.Infinite);
                return 1;
            }
        }

        public override string ToString() => Ran().ToString();

        public override int GetHashCode() => (int)Ran();

        public override bool Equals(object obj) => (int)Ran() == 1;

        public int CompareTo(object obj) => (int)Ran();

        public bool Equals(Hostile other) => (int)Ran() == 1;

        public string ToString(string format, IFormatProvider provider) => Ran().ToString();
    }

    private sealed class HostileSequence : IList<int>, IDictionary
    {
        private readonly int _number = 5;

        public object this[object key] { get => Ran(); set => Ran(); }

        public int this[int index] { get => (int)Ran(); set => Ran(); }

        public int Count => (int)Ran();

        public bool IsReadOnly => (int)Ran() == 1;

        public bool IsFixedSize => (int)Ran() == 1;

        public bool IsSynchronized => (int)Ran() == 1;

        public object SyncRoot => Ran();

        public ICollection Keys => (ICollection)Ran();

        public ICollection Values => (ICollection)Ran();

        public void Add(int item) => Ran();

        public void Add(object key, object value) => Ran();

        public void Clear() => Ran();

        public bool Contains(int item) => (int)Ran() == _number;

        public bool Contains(object key) => (int)Ran() == 1;

        public void CopyTo(int[] array, int index) => Ran();

        public void CopyTo(Array array, int index) => Ran();

        public IEnumerator<int> GetEnumerator() => throw new InvalidOperationException(Ran().ToString());

        IEnumerator IEnumerable.GetEnumerator() => throw new InvalidOperationException(Ran().ToString());

        IDictionaryEnumerator IDictionary.GetEnumerator() => throw new InvalidOperationException(Ran().ToString());

        public int IndexOf(int item) => (int)Ran();

        public void Insert(int index, int item) => Ran();

        public bool Remove(int item) => (int)Ran() == 1;

        public void Remove(object key) => Ran();

        public void RemoveAt(int index) => Ran();
    }
}
