using System.Collections;
using System.Runtime.CompilerServices;
using Plumbline.Agent.Capture;
using Plumbline.Agent.Redaction;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Capture;

/// <summary>Everything of the user's that a careless reader would call, counted.</summary>
public sealed class UserCodeTests
{
    private static int s_calls;

    [Fact]
    public void Value_TypesThatCountEveryCall_AreReadWithoutOne()
    {
        var trap = new Trap();
        var inside = new Holder
        {
            One = trap, Struct = new TrapStruct(5), List = new TrapList { 1, 2 }, Set = [trap], Map = new Dictionary<Trap, Trap>(new TrapComparer()) { [trap] = trap },
            Sequence = trap, Sorted = new SortedSet<int>(new TrapComparer()) { 3, 1, 2 }, Text = new TrapFormat(), Items = [trap, trap],
        };
        inside.View = inside.Sorted.GetViewBetween(1, 2);
        inside.Queue.Enqueue(trap, new TrapFormat());
        s_calls = 0;

        for (var i = 0; i < 5; i++)
        {
            Taken.Of(inside, new Wire.CaptureLimits { Depth = 8 }).Root.Fields.ShouldNotBeNull().Length.ShouldBe(11);
            Taken.Of(new TrapStruct(5)).Field("_inner").Value.ShouldBe("5");
            ValueText.Of(inside, Redactor.Default).ShouldStartWith("Holder {");
            ValueText.Of(trap, Redactor.Default).ShouldBe("Trap { _field = 7 }");
        }

        s_calls.ShouldBe(0);
    }

    [Fact]
    public void Value_StaticConstructorNotRun_StaysNotRun()
    {
        for (var i = 0; i < 5; i++)
        {
            Taken.Of(default(NeverStarted)).Field("Number").Value.ShouldBe("0");
            Taken.Of<object>(new Late { Number = 5 }).Field("Number").Value.ShouldBe("5");
            Taken.Of(new[] { default(NeverStarted) }).Field("0/Number").Value.ShouldBe("0");
            ValueText.Of(default(NeverStarted), Redactor.Default).ShouldBe("NeverStarted { Number = 0, Next = Value }");
            Taken.Of(Never.Value).Root.Value.ShouldBe("Value");
        }

        Started.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Value_ObjectLockedByAnotherThread_IsReadAtOnce()
    {
        var locked = new Trap();
        using var held = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var holder = new Thread(() =>
        {
            lock (locked)
            {
                held.Set();
                free.Wait();
            }
        });
        holder.Start();
        held.Wait(TestContext.Current.CancellationToken);

        Taken.Of(locked).Field("_field").Value.ShouldBe("7");

        free.Set();
        holder.Join();
    }

    private static T Count<T>(T value)
    {
        s_calls++;
        return value;
    }

    private static class Started
    {
        public static List<string> Names { get; } = [];
    }

    private enum Never
    {
        Value,
    }

    private struct NeverStarted
    {
        public int Number = 0;
        public Never Next = Never.Value;

        public NeverStarted()
        {
        }

        static NeverStarted() => Started.Names.Add(nameof(NeverStarted));
    }

    // Without a static constructor of its own the initialiser runs at the first use of a static field only.
    private sealed class Late
    {
        public static readonly int Start = Note();

        public int Number;

        private static int Note()
        {
            Started.Names.Add(nameof(Late));
            return 1;
        }
    }

    private sealed class Holder
    {
        public Trap? One;
        public TrapStruct Struct;
        public TrapList? List;
        public HashSet<Trap>? Set;
        public Dictionary<Trap, Trap>? Map;
        public IEnumerable? Sequence;
        public SortedSet<int>? Sorted;
        public SortedSet<int>? View;
        public object? Text;
        public Trap[]? Items;
        public PriorityQueue<Trap, TrapFormat> Queue = new(new TrapComparer());
    }

    private class Trap : IEnumerable<int>, IEquatable<Trap>, IConvertible, ICollection
    {
        private readonly int _field = 7;

        public int Property => Count(_field);

        public int Throwing => throw new InvalidOperationException();

        public object SyncRoot => Count(this);

        public bool IsSynchronized => Count(false);

        int ICollection.Count => Count(5);

        public static bool operator ==(Trap? left, Trap? right) => Count(true);

        public static bool operator !=(Trap? left, Trap? right) => Count(false);

        public override string ToString() => Count("trap");

        public override bool Equals(object? obj) => Count(true);

        public override int GetHashCode() => Count(1);

        public bool Equals(Trap? other) => Count(true);

        public IEnumerator<int> GetEnumerator() => Count(Enumerable.Empty<int>()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public void CopyTo(Array array, int index) => Count(0);

        public TypeCode GetTypeCode() => Count(TypeCode.Int32);

        public bool ToBoolean(IFormatProvider? provider) => Count(true);

        public byte ToByte(IFormatProvider? provider) => Count<byte>(1);

        public char ToChar(IFormatProvider? provider) => Count('x');

        public DateTime ToDateTime(IFormatProvider? provider) => Count(default(DateTime));

        public decimal ToDecimal(IFormatProvider? provider) => Count(1m);

        public double ToDouble(IFormatProvider? provider) => Count(1d);

        public short ToInt16(IFormatProvider? provider) => Count<short>(1);

        public int ToInt32(IFormatProvider? provider) => Count(1);

        public long ToInt64(IFormatProvider? provider) => Count(1L);

        public sbyte ToSByte(IFormatProvider? provider) => Count<sbyte>(1);

        public float ToSingle(IFormatProvider? provider) => Count(1f);

        public string ToString(IFormatProvider? provider) => Count("trap");

        public object ToType(Type conversionType, IFormatProvider? provider) => Count(new object());

        public ushort ToUInt16(IFormatProvider? provider) => Count<ushort>(1);

        public uint ToUInt32(IFormatProvider? provider) => Count(1u);

        public ulong ToUInt64(IFormatProvider? provider) => Count(1ul);
    }

    private readonly struct TrapStruct(int inner)
    {
        private readonly int _inner = inner;

        public int Property => Count(_inner);

        public override string ToString() => Count("trap");

        public override int GetHashCode() => Count(1);

        public override bool Equals(object? obj) => Count(true);
    }

    private sealed class TrapList : List<int>, IEnumerable<int>, IReadOnlyList<int>
    {
        int IReadOnlyCollection<int>.Count => UserCodeTests.Count(5);

        int IReadOnlyList<int>.this[int index] => UserCodeTests.Count(5);

        IEnumerator<int> IEnumerable<int>.GetEnumerator() => UserCodeTests.Count(base.GetEnumerator());
    }

    private sealed class TrapFormat : IFormattable, ISpanFormattable, IComparable
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string ToString(string? format, IFormatProvider? formatProvider) => Count("trap");

        public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        {
            charsWritten = Count(0);
            return true;
        }

        public int CompareTo(object? obj) => Count(0);
    }

    private sealed class TrapComparer : IEqualityComparer<Trap>, IComparer<int>, IComparer<TrapFormat>
    {
        public bool Equals(Trap? x, Trap? y) => Count(ReferenceEquals(x, y));

        public int GetHashCode(Trap obj) => Count(1);

        public int Compare(int x, int y) => Count(x.CompareTo(y));

        public int Compare(TrapFormat? x, TrapFormat? y) => Count(0);
    }
}
