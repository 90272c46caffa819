namespace Fixtures.Shop;

public class Closures
{
    private readonly int _factor = 2;

    public int Capture(int a, int b)
    {
        var local = a + 1;
        Func<int, int> add = x => x + a + local; //! captures
        a = 10;
        Orders.Use(add); //! after-capture
        return add(b) + _factor; //! capture-return
    }

    public int Nested(int a)
    {
        var outer = a;
        Func<int> first = () =>
        {
            var inner = outer + _factor;
            Func<int> second = () => inner + outer + a; //! nested-lambda
            return second(); //! first-lambda
        };
        if (a > 0)
        {
            var deep = a * 2;
            Func<int> third = () => deep + outer + _factor; //! third-lambda
            Orders.Use(third); //! deep
        }

        return first(); //! nested-return
    }

    public int OnlyThis()
    {
        Func<int> f = () => _factor + 1; //! only-this
        return f();
    }

    public static int Statics(int n)
    {
        Func<int, int> twice = static x => x * 2; //! static-lambda
        return twice(n);
    }

    public int LocalFunction(int a, int b)
    {
        var sum = a + b;
        return Add(3) + Other();

        int Add(int c)
        {
            return sum + c + a; //! local-function
        }

        int Other() => _factor; //! local-function-this
    }

    public int NestedLocal(int a)
    {
        return Outer(1);

        int Outer(int b)
        {
            var c = a + b;
            return Inner(2);

            int Inner(int d)
            {
                return a + b + c + d; //! inner-local-function
            }
        }
    }

    public T Generic<T>(T value, List<T> list)
    {
        var copy = value;
        Func<T> get = () => list.Count > 0 ? list[0] : copy; //! generic-lambda
        return get(); //! generic-outer
    }

    public Func<int> Property
    {
        get
        {
            var x = _factor;
            return () => x + 1; //! property-lambda
        }
    }

    public Func<int, int> Field = y => y + 1; //! field-lambda

    public int Two(int[] items) => items.Select(i => i + 1).Where(j => j > 2).Sum(); //! two-lambdas

    public Task<int> AsyncLambda(int a)
    {
        var local = a + 1;
        Func<int, Task<int>> f = async x =>
        {
            var before = x + local;
            await Task.Yield();
            return before + a + _factor; //! async-lambda
        };
        return f(a);
    }
}

public struct ValueClosures
{
    public int Number;

    public int Twice(int by)
    {
        var copy = this;
        Func<int> f = () => copy.Number * by; //! struct-lambda
        return f();
    }
}
