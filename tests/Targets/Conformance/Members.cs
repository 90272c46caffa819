using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conformance;

/// <summary>Cases 34 to 42: kinds of members.</summary>
public static class Members
{
    // case 34
    public static string RunStructs()
    {
        var counter = new Counter { Value = 1 };
        counter.Increment(4);
        var box = new Box<string>("in");
        var number = new Box<int>(3);
        return $"{counter.Value} {counter.Peek()} {box.With("out")} {number.With(5)} {Counter.Sum(counter, counter)}";
    }

    public struct Counter
    {
        public int Value;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Increment(int by) => Value += by; // line: struct-increment

        [MethodImpl(MethodImplOptions.NoInlining)]
        public readonly int Peek() => Value * 10;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Sum(Counter left, in Counter right) => left.Value + right.Value;
    }

    public readonly struct Box<T>(T content)
    {
        private readonly T _content = content;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string With(T other) => $"{_content}{other}";
    }

    // case 35
    public static string RunConstructors()
    {
        var derived = new Derived(3);
        var chained = new Derived("xyz");
        var point = new Point(1);
        var service = new Service("svc", 2);
        string thrown;
        try
        {
            thrown = new Derived(-1).ToString();
        }
        catch (ArgumentOutOfRangeException e)
        {
            thrown = e.ParamName;
        }

        try
        {
            thrown += new Derived(-2).ToString();
        }
        catch (InvalidOperationException e)
        {
            thrown += e.Message;
        }

        return $"{derived.Size} {derived.Label} {chained.Size} {point.Sum} {service.Describe()} {thrown}";
    }

    public class Root
    {
        protected Root(int size)
        {
            if (size == -2)
            {
                throw new InvalidOperationException("in base");
            }

            Size = size;
        }

        public int Size { get; }
    }

    public class Derived : Root
    {
        public readonly string Label = "label " + Environment.NewLine.Length; // line: field-initialiser

        [MethodImpl(MethodImplOptions.NoInlining)]
        public Derived(int size)
            : base(size > 100 ? 100 : size) // line: base-call
        {
            var doubled = size * 2;
            ArgumentOutOfRangeException.ThrowIfNegative(size);
            Label += doubled + "/" + doubled; // line: derived-body
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public Derived(string text)
            : this(text.Length)
        {
            Label += text;
        }
    }

    public readonly struct Point
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public Point(int x)
        {
            X = x;
            Y = x + 1; // line: point-y
        }

        public int X { get; }

        public int Y { get; }

        public int Sum => X + Y;
    }

    public class Service(string name, int retries)
    {
        private readonly int _half = retries / 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Describe() => $"{name} {retries} {_half}";
    }

    // case 36
    public static string RunStatics()
    {
        RuntimeHelpers.RunClassConstructor(typeof(WithStatic).TypeHandle);
        return WithStatic.Value.ToString() + Lazy.Touch();
    }

    public static class WithStatic
    {
        public static readonly int Value;

        static WithStatic()
        {
            var number = 20;
            Basics.Keep(number);
            Value = number + 1;
        }
    }

    /// <summary>Its initialiser must not run because a probe looked at an object of it.</summary>
    public class Lazy
    {
        public static readonly List<string> Log = Note("initialised");
        public int Field = 3;

        private static List<string> Note(string text)
        {
            s_notes.Add(text);
            return s_notes;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static string Touch() => Peek(null);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static string Peek(Lazy lazy) => $"{lazy?.Field} {s_notes.Count}";
    }

    private static readonly List<string> s_notes = [];

    // case 37
    public static string RunRecords()
    {
        var person = new Person("Ann", 30);
        var older = person with { Age = 31 };
        var size = new Size(2, 3);
        var (name, age) = older;
        return $"{older} {person == older} {size with { Width = 5 }} {name}{age} {older.Older(2)} {size.Area()} {new Employee("Bo", 40, "x")}";
    }

    public record Person(string Name, int Age)
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Older(int years) => Age + years;
    }

    public sealed record Employee(string Name, int Age, string Team) : Person(Name, Age);

    public readonly record struct Size(int Width, int Height)
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Area() => Width * Height;
    }

    // case 38
    public static string RunInit()
    {
        var settings = new Settings { Name = "n", Level = 3 };
        return settings.Text();
    }

    public class Settings
    {
        private int _level;

        public required string Name { get; init; }

        public int Level
        {
            get => _level;
            [MethodImpl(MethodImplOptions.NoInlining)]
            init => _level = value * 2;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Text() => Name + _level;
    }

    // case 39
    public static string RunKinds()
    {
        var money = new Money(5) + new Money(2);
        decimal number = money;
        var grid = new Grid();
        grid[1, 2] = "cell";
        var heard = 0;
        grid.Changed += _ => heard++;
        grid.Raise();
        IShape shape = new Circle();
        Animal animal = new Dog();
        return $"{number} {(Money)3m} {-money} {grid[1, 2]} {heard} {shape.Area()} {shape.Describe("d")} {animal.Clone().Name} {"ext".Doubled(2)}";
    }

    public readonly struct Money(decimal amount)
    {
        private readonly decimal _amount = amount;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Money operator +(Money left, Money right) => new(left._amount + right._amount);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Money operator -(Money one) => new(-one._amount);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static implicit operator decimal(Money money) => money._amount;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static explicit operator Money(decimal amount) => new(amount);

        public override string ToString() => "$" + _amount;
    }

    public class Grid
    {
        private readonly Dictionary<(int, int), string> _cells = [];
        private Action<Grid> _changed;

        public event Action<Grid> Changed
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            add => _changed += value;
            remove => _changed -= value;
        }

        public string this[int row, int column]
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            get => _cells[(row, column)];
            [MethodImpl(MethodImplOptions.NoInlining)]
            set => _cells[(row, column)] = value;
        }

        public void Raise() => _changed(this);
    }

    public interface IShape
    {
        int Area();

        [MethodImpl(MethodImplOptions.NoInlining)]
        string Describe(string prefix) => prefix + Area();
    }

    public class Circle : IShape
    {
        private readonly int _radius = 2;

        [MethodImpl(MethodImplOptions.NoInlining)]
        int IShape.Area() => _radius * 3;
    }

    public class Animal
    {
        public virtual string Name => "animal";

        [MethodImpl(MethodImplOptions.NoInlining)]
        public virtual Animal Clone() => new();
    }

    public class Dog : Animal
    {
        public override string Name => "dog";

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override Dog Clone() => new();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Doubled(this string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    // case 40
    public static string RunFinalizer()
    {
        Finalized.Count = 0;
        MakeGarbage();
        for (var i = 0; i < 50 && Volatile.Read(ref Finalized.Count) < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return Finalized.Count.ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage()
    {
        for (var i = 0; i < 3; i++)
        {
            Basics.Keep(new Finalized(i).Number);
        }
    }

    public class Finalized(int number)
    {
        public static int Count;
        public readonly int Number = number;

        ~Finalized() => Interlocked.Increment(ref Count);
    }

    // case 41
    public static unsafe string RunNative()
    {
        delegate* unmanaged<int, int> callback = &Callback;
        Shape2 shape = new Square();
        return $"{getpid() > 0} {callback(4)} {shape.Sides()}";
    }

    [DllImport("libc")]
    private static extern int getpid();

    [UnmanagedCallersOnly]
    private static int Callback(int number) => number + 1;

    public abstract class Shape2
    {
        public abstract int Sides();
    }

    public class Square : Shape2
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public override int Sides() => 4;
    }

    public delegate int Callee(int number);

    // case 42
    public static string RunClosures() => new Closures(100).All(5).ToString();

    public class Closures(int seed)
    {
        private readonly int _seed = seed;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int All(int start)
        {
            var list = new List<int>();
            var step = start * 2;
            Func<int, int> pure = static number => number + 1;
            Func<int, int> captures = number => number + step + _seed;
            Func<int, Func<int, int>> nested = outer =>
            {
                var inner = outer + step;
                return last => last + inner + outer;
            };
            step++;
            list.Add(pure(1));
            list.Add(captures(2));
            list.Add(nested(3)(4));
            list.Add(Local(5));
            list.Add(Fixed(6));
            list.Add(Generic("four") + Generic(7));
            return list.Sum();

            int Local(int number) => number + step + _seed;

            static int Fixed(int number)
            {
                return number * 3;
            }

            int Generic<T>(T value) => value.ToString().Length + start;
        }
    }
}
