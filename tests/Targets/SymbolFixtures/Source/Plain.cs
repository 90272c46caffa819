namespace Fixtures.Shop;

public class Order
{
    private decimal _total;

    public Order(int id, decimal total)
    {
        Id = id;
        _total = total; //! ctor
    }

    static Order() => Created = 7; //! cctor

    public static int Created;

    public int Id { get; init; }

    public decimal Total
    {
        get { return _total; } //! getter
        set { _total = value; }
    }

    public event EventHandler? Changed;

    public int this[int index, string key] => index + key.Length; //! indexer

    ~Order() { _total = 0; }

    public static Order operator +(Order left, Order right) => new(left.Id, left._total + right._total); //! plus

    public static implicit operator decimal(Order order) => order._total;

    public static explicit operator int(Order order) => order.Id;

    public static bool operator <(Order left, Order right) => left._total < right._total;

    public static bool operator >(Order left, Order right) => left._total > right._total;

    public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
}

public class Orders : IOrders
{
    public decimal Checkout(Order order, int count)
    {
        const int Max = 12;
        const string Label = "sale";
        const DayOfWeek Day = DayOfWeek.Friday;
        const decimal Rate = 1.25m;
        var sum = 0m;
        for (var i = 0; i < count; i++)
        {
            var price = order.Total * i;
            sum += price; //! loop
            Use(price);
        }

        if (sum > Max)
        {
            var note = Label + count;
            Use(note); //! first-note
        }
        else
        {
            var note = count * 2;
            Use(note); Use(note + 1); //! second-note
        }

        Use(Rate);
        Use(Day);
        return sum; //! return
    }

    public decimal Checkout(Order order) => Checkout(order, 1);

    public decimal Checkout(ref int count, out string text, in Guid id, System.Collections.Generic.List<Order?[]> many)
    {
        text = id.ToString();
        count++;
        return many.Count; //! by-ref
    }

    void IOrders.Cancel(int id) => Use(id); //! explicit

    public static void Use<T>(T value) => GC.KeepAlive(value);

    public unsafe int* Pointers(delegate*<int, void> call, int[,] grid, int[][,] jagged, (int, string) pair, int? maybe, nint native) => null;

    public int
        Multi(
            int value)
    {
        return value
            + value
            + value; //! multi-end
    }
}

public interface IOrders
{
    void Cancel(int id);

    int Count() => 3; //! default-interface
}

public interface IParse<TSelf> where TSelf : IParse<TSelf>
{
    static abstract TSelf Parse(string text);

    static virtual int Weight(string text) => text.Length; //! static-virtual
}

public readonly struct Money : IParse<Money>, IEquatable<Money>
{
    public readonly long Cents;

    public Money(long cents) => Cents = cents;

    static Money IParse<Money>.Parse(string text) => new(text.Length); //! static-abstract

    public bool Equals(Money other) => Cents == other.Cents; //! struct-method
}

public class Cache<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, object> _items = [];

    public TValue? Get<TValue>(TKey key, Func<TKey, TValue> make)
        where TValue : class
    {
        var found = _items.TryGetValue(key, out var item); //! generic
        return (TValue?)item ?? make(key);
    }

    public class Entry<TValue>
    {
        public TValue? Value;

        public void Put(TKey key, TValue value)
        {
            Value = value; //! nested-generic
        }
    }
}

public record Person(string Name, int Age)
{
    public string Greeting(string hello)
    {
        return hello + Name; //! record
    }
}

public record struct Point(int X, int Y);

public class Service(string connection, int retries)
{
    public int Retries { get; } = retries;

    public string Connect(int port)
    {
        return connection + port; //! primary
    }

    public async Task<string> ConnectAsync(int port)
    {
        await Task.Yield();
        return connection + port; //! primary-async
    }

    public Func<int> Lazily() => () => connection.Length; //! primary-lambda
}

file class Hidden
{
    public static int Secret(int x) => x + 1; //! file-scoped

    public static Hidden Make() => new();
}

public static class UsesHidden
{
    public static object Make() => Hidden.Secret(1) + Hidden.Make().ToString();
}

public abstract class Refused
{
    public abstract void Abstract();

    [System.Runtime.InteropServices.DllImport("libc")]
    public static extern int getpid();

    public static int Varargs(__arglist) => 0;

    [System.Runtime.InteropServices.UnmanagedCallersOnly]
    public static int FromNative(int x) => x;

    public delegate void Callback();
}
