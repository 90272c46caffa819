using System.Collections;

#pragma warning disable CA1822, CS0649, CS0414, CS0660, CS0661, CA1051

namespace Plumbline.Agent.Tests.Expressions.Shop;

/// <summary>What expressions are evaluated over: a small domain, with every sort of member.</summary>
public enum OrderStatus
{
    Draft,
    Paid = 3,
    Shipped,
}

[Flags]
public enum Permissions : byte
{
    None = 0,
    Read = 1,
    Write = 2,
    Admin = 128,
}

public class Order
{
    private readonly decimal _discount = 2.5m;
    private string? _note;

    public int Id { get; init; }
    public decimal Total { get; set; }
    public Customer? Customer { get; set; }
    public List<Item> Items { get; set; } = [];
    public OrderStatus Status { get; set; }
    public DateTime Created { get; set; } = new(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
    public int? Coupon { get; set; }
    public Dictionary<string, int> Prices { get; set; } = [];
    public virtual string Channel { get; set; } = "web";
    public string Note => _note ?? "none";
    public string? RawNote => _note;
    public decimal Net => Total - _discount;
    public Order? Previous { get; set; }

    public void SetNote(string note) => _note = note;

    public sealed class Line
    {
        public const int Most = 99;
    }
}

public sealed class VipOrder : Order
{
    private string _channel = "vip";

    public int Level { get; set; } = 7;

    public override string Channel
    {
        get => _channel;
        set => _channel = value;
    }
}

public sealed class LoudOrder : Order
{
    public static int Calls;

    public override string Channel
    {
        get
        {
            Calls++;
            return "loud";
        }
    }
}

public interface INamed
{
    string Name { get; }
}

public sealed class Customer : INamed
{
    public string Name { get; set; } = "Ada";
    public int Age { get; set; } = 36;
    public bool? Vip { get; set; }
    public (int Street, string City) Address { get; set; } = (5, "Bern");
    public object Anything { get; set; } = 42;
}

public sealed class Item
{
    public string Name { get; set; } = "";
    public double Price { get; set; }
    public int Count { get; set; }
    public Customer? Buyer { get; set; }
}

public struct Point
{
    public int X;
    private readonly int _y;

    public Point(int x, int y)
    {
        X = x;
        _y = y;
    }

    public readonly int Y => _y;

    public readonly int Sum => X + _y;
}

/// <summary>Everything it has would run user code, and counts when it does.</summary>
public sealed class Trap : IEnumerable<int>, IComparable<Trap>, IEquatable<Trap>, IFormattable
{
    public static int Calls;

    public int Field = 5;

    public int Computed => Count(1);

    public int this[int index] => Count(index);

    public static implicit operator int(Trap trap) => Count(1);

    public static implicit operator bool(Trap trap) => Count(1) > 0;

    public static bool operator ==(Trap? left, Trap? right) => Count(1) > 0;

    public static bool operator !=(Trap? left, Trap? right) => Count(1) > 0;

    public static bool operator <(Trap left, Trap right) => Count(1) > 0;

    public static bool operator >(Trap left, Trap right) => Count(1) > 0;

    public static Trap operator +(Trap left, int right) => Count(1) > 0 ? left : left;

    public static bool operator true(Trap trap) => Count(1) > 0;

    public static bool operator false(Trap trap) => Count(1) > 0;

    public static Trap operator -(Trap trap) => Count(1) > 0 ? trap : trap;

    public int Method() => Count(1);

    public override bool Equals(object? obj) => Count(1) > 0;

    public bool Equals(Trap? other) => Count(1) > 0;

    public override int GetHashCode() => Count(1);

    public override string ToString() => Count(1).ToString();

    public string ToString(string? format, IFormatProvider? provider) => Count(1).ToString();

    public int CompareTo(Trap? other) => Count(1);

    public IEnumerator<int> GetEnumerator()
    {
        Count(1);
        yield return 1;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static int Count(int value)
    {
        Calls++;
        return value;
    }
}

public sealed class TrapList : List<int>, IEnumerable<int>
{
    public static int Calls;

    IEnumerator<int> IEnumerable<int>.GetEnumerator()
    {
        Calls++;
        return base.GetEnumerator();
    }
}

public sealed class TrapException(string message) : Exception(message)
{
    public static int Calls;

    public override string Message => (++Calls).ToString();
}

public sealed class TrapComparer : IEqualityComparer<string>
{
    public static int Calls;

    public bool Equals(string? x, string? y) => ++Calls > 0;

    public int GetHashCode(string obj) => ++Calls;
}

public static class Untouched
{
    public static int Calls;

    public sealed class Lazy
    {
        public static readonly int Value = 5;

        static Lazy() => Calls++;

        public int Instance = 3;
    }
}

public static class Touched
{
    public static int Field = 11;
    public static readonly string[] Names = ["a", "b"];

    static Touched() => Field = 12;
}

public static class NoConstructor
{
    public static int Field;
    public const string Text = "constant";
}
#pragma warning restore CA1822, CS0649, CS0414, CS0660, CS0661, CA1051
