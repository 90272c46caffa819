using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Conformance;

/// <summary>Cases 17 to 24.</summary>
public static class Generics
{
    public static string RunShared() => Echo("text") + Echo(5) + Echo(2.5) + Echo(new List<int> { 1 }).Count + Echo(Guid.Empty);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Echo<T>(T value)
    {
        var copy = value;
        Keep(ref copy);
        return copy;
    }

    /// <summary>The optimising compiler removes locals that it can keep on the stack; one whose address is taken stays.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Keep<T>(ref T value)
    {
    }

    public static string RunVirtual()
    {
        Shape shape = new Square();
        IShape face = new Square();
        return shape.Describe(1) + shape.Describe("s") + face.Measure(2.5) + face.Measure("m") + face.Plain(3);
    }

    public static string RunStaticAbstract() => Sum<Metres>([new(1), new(2)]) + " " + Sum<Labels>([new("a"), new("b")]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Sum<T>(T[] items)
        where T : IAddable<T>
    {
        var sum = T.Zero;
        foreach (var item in items)
        {
            sum = T.Add(sum, item);
        }

        return sum.ToString();
    }

    public static string RunNested()
    {
        var text = new Outer<int>.Inner<string>(1, "i").Join<Guid>(Guid.Empty);
        var value = new Outer<string>.Inner<long>("o", 2L).Join<string>("z");
        return $"{text} {value} {Outer<int>.Pair<string>.Make(4, "p")}";
    }

    public static string RunConstrained()
    {
        var counter = new Counter();
        var text = Bump(ref counter) + " " + counter.Count;
        var boxed = new ClassCounter();
        return text + " " + Bump(ref boxed) + " " + boxed.Count + " " + Hash(5) + Hash("") + Hash(new Counter { Count = 3 });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Bump<T>(ref T counter)
        where T : ICounter
    {
        counter.Bump();
        var after = counter.Bump(); // line: constrained
        return after + counter.Bump();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Hash<T>(T value)
    {
        var text = value.ToString();
        Keep(ref text);
        return text + text.Length;
    }

    /// <summary>Each run takes a type argument that no run took before, so that it is compiled with the probe in place.</summary>
    public static string RunFresh()
    {
        var fresh = s_fresh = typeof(Wrap<>).MakeGenericType(s_fresh);
        var method = typeof(Generics).GetMethod(nameof(OfFresh)).MakeGenericMethod(fresh);
        var shared = (string)method.Invoke(null, [Activator.CreateInstance(fresh)]);
        return shared[..4];
    }

    private static Type s_fresh = typeof(int);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string OfFresh<T>(T value)
    {
        var text = typeof(T).Name;
        Keep(ref text);
        return text + value.GetHashCode() * 0;
    }

    public static string RunRefStruct()
    {
#if NET9_0_OR_GREATER
        Span<int> numbers = [1, 2, 3];
        return Measure(numbers) + Measure("text") + Measure(new Window { Left = 4, Text = "w" });
#else
        return "";
#endif
    }

#if NET9_0_OR_GREATER
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Measure<T>(T value)
        where T : allows ref struct
    {
        var name = typeof(T).Name;
        Keep(ref name);
        return name + name.Length;
    }
#endif

    public ref struct Window
    {
        public int Left;
        public string Text;
    }

    /// <summary>A shared generic method over a type of an assembly that is unloaded afterwards.</summary>
    public static string RunCollectible()
    {
        var alive = Collectible();
        return Echo("kept") + (Unloading.IsOver(alive) ? " unloaded" : " alive");
    }

    private static AssemblyLoadContext s_ofStructs;

    /// <summary>The same over a struct; its assembly stays until it is forgotten.</summary>
    public static string RunCollectibleStruct()
    {
        s_ofStructs ??= new AssemblyLoadContext("structs", isCollectible: true);
        var plugin = Path.Combine(AppContext.BaseDirectory, "plugin", "ConformancePlugin.dll");
        var type = s_ofStructs.LoadFromAssemblyPath(plugin).GetType("ConformancePlugin.Coin");
        return typeof(Generics).GetMethod(nameof(Echo)).MakeGenericMethod(type).Invoke(null, [Activator.CreateInstance(type)]) + "";
    }

    public static string RunForgetStructs()
    {
        s_ofStructs?.Unload();
        s_ofStructs = null;
        return "forgotten";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Collectible()
    {
        var context = new AssemblyLoadContext("collectible", isCollectible: true);
        var type = context.LoadFromAssemblyPath(typeof(Generics).Assembly.Location).GetType("Conformance.ClassCounter");
        var echo = typeof(Generics).GetMethod(nameof(Echo)).MakeGenericMethod(type);
        echo.Invoke(null, [Activator.CreateInstance(type)]);
        context.Unload();
        return new WeakReference(context);
    }
}

public struct Wrap<T>
{
    public T Inner;
}

public abstract class Shape
{
    public abstract string Describe<T>(T value);
}

public interface IShape
{
    string Measure<T>(T value);

    string Plain<T>(T value) => "default " + typeof(T).Name;
}

public sealed class Square : Shape, IShape
{
    public override string Describe<T>(T value)
    {
        var text = "square " + value;
        Generics.Keep(ref text);
        return text + text.Length;
    }

    string IShape.Measure<T>(T value)
    {
        var text = "measured " + value;
        Generics.Keep(ref text);
        return text + text.Length;
    }
}

public interface IAddable<T>
    where T : IAddable<T>
{
    static abstract T Zero { get; }

    static abstract T Add(T left, T right);

    static virtual string Kind() => "addable";
}

public readonly record struct Metres(int Value) : IAddable<Metres>
{
    public static Metres Zero => new(0);

    public static Metres Add(Metres left, Metres right)
    {
        var sum = left.Value + right.Value;
        return new(sum + sum * 0);
    }
}

public sealed record Labels(string Value) : IAddable<Labels>
{
    public static Labels Zero => new("");

    public static Labels Add(Labels left, Labels right) => new(left.Value + right.Value);
}

public class Outer<TOuter>
{
    public class Inner<TInner>(TOuter outer, TInner inner)
    {
        private readonly TOuter _outer = outer;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Join<TMethod>(TMethod value)
        {
            var pair = (_outer, inner);
            var list = new List<TMethod> { value };
            Generics.Keep(ref list);
            return $"{pair.Item1}{pair.inner}{list[0]}{list.Count}";
        }
    }

    public struct Pair<TOther>
    {
        public TOuter First;
        public TOther Second;

        public static string Make(TOuter first, TOther second) => new Pair<TOther> { First = first, Second = second }.Show();

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Show()
        {
            var copy = this;
            Generics.Keep(ref copy);
            return $"{copy.First}{copy.Second}";
        }
    }
}

public interface ICounter
{
    int Bump();
}

public struct Counter : ICounter
{
    public int Count;

    public int Bump() => ++Count;
}

public sealed class ClassCounter : ICounter
{
    public int Count;

    public int Bump() => ++Count;
}
