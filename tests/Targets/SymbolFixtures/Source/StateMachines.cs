namespace Fixtures.Shop;

public class Asyncs
{
    private readonly int _field = 1;

    public async Task<int> Run(int a, string text)
    {
        var before = a + 1;
        Orders.Use(before); //! before-await
        await Task.Yield();
        var after = before + text.Length;
        if (a > 0)
        {
            var scoped = after;
            await Task.Yield();
            Orders.Use(scoped); //! scoped-int
        }
        else
        {
            var scoped = text;
            await Task.Yield();
            Orders.Use(scoped); //! scoped-string
        }

        return before + after + _field; //! async-return
    }

    public static async ValueTask<T> Generic<T>(T value)
    {
        var copy = value;
        await Task.Yield();
        return copy; //! async-generic
    }

    public async Task Captures(int a)
    {
        var local = a;
        Func<int> f = () => local + a; //! lambda-in-async
        await Task.Yield();
        Orders.Use(f); //! async-captures
        Orders.Use(local);
    }

    public async Task Writes(int a, int b)
    {
        Func<int> f = () => a++ + b;
        await Task.Yield();
        Orders.Use(f); //! async-writes
        Orders.Use(a);
    }

    public async Task Local(int a)
    {
        await Inner(2);

        async Task Inner(int b)
        {
            await Task.Yield();
            Orders.Use(a + b); //! async-local-function
        }
    }

    public async void Void(int a)
    {
        await Task.Yield();
        Orders.Use(a); //! async-void
    }

    public IEnumerable<int> Iterate(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var square = i * i;
            yield return square; //! iterator
            Orders.Use(square + _field); //! iterator-after
        }
    }

    public async IAsyncEnumerable<string> Stream(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            var item = "n" + i;
            yield return item;
            Orders.Use(item); //! async-iterator
        }
    }
}

public struct AsyncStruct
{
    public int Number;

    public async Task<int> Run(int a)
    {
        await Task.Yield();
        return Number + a; //! async-struct
    }
}

public interface IAsyncDefault
{
    async Task<int> Run(int a)
    {
        await Task.Yield();
        return a; //! async-default-interface
    }
}
