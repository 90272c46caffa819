using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Conformance;

/// <summary>Cases 25 to 33: by-ref, memory, pointers.</summary>
public static unsafe class ByRefs
{
    // case 25
    public static string RunKinds()
    {
        var counter = 5;
        var guid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var result = Kinds(ref counter, in guid, out var text, ref guid);
        return $"{counter} {text} {result}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Kinds(ref int counter, in Guid id, out string text, ref readonly Guid same)
    {
        counter++;
        text = "set " + counter; // line: kinds-assign
        return counter + text.Length;
    }

    // case 25, out before assignment
    public static string RunOutThrows()
    {
        var text = "before";
        try
        {
            OutThrows(true, out text);
        }
        catch (ArgumentException)
        {
            text += " caught";
        }

        return text;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void OutThrows(bool fails, out string text)
    {
        if (fails)
        {
            throw new ArgumentException("early");
        }

        text = "done";
    }

    [SkipLocalsInit]
    public static string RunOutUnset()
    {
        OutUnset(out var number, out var when);
        return $"{number} {when.Year}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void OutUnset(out long number, out DateTime when)
    {
        number = 42; // line: out-unset
        when = new DateTime(2020, 1, 2);
    }

    // case 26
    public static string RunNullRef() => NullRef(ref Unsafe.NullRef<int>(), in Unsafe.NullRef<Guid>(), ref Unsafe.NullRef<string>()).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool NullRef(ref int number, in Guid id, ref string text) => Unsafe.IsNullRef(ref number) && Unsafe.IsNullRef(ref text);

    // case 27
    public static string RunRefReturn()
    {
        int[] numbers = [1, 2, 3];
        RefReturn(numbers, 1) = 20;
        ref var local = ref RefLocal(numbers);
        local++;
        ref readonly var text = ref RefString(["a", "b"]);
        return string.Join(' ', numbers) + text + RefStruct(new Pair[2]).First;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref int RefReturn(int[] numbers, int index) => ref numbers[index];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref int RefLocal(int[] numbers)
    {
        ref var slot = ref numbers[0];
        slot += 10;
        if (slot > 100)
        {
            slot = ref numbers[1];
        }

        slot += 5; // line: ref-local
        return ref slot;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref readonly string RefString(string[] texts) => ref texts[1];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ref Pair RefStruct(Pair[] pairs)
    {
        pairs[1].First = 9;
        return ref pairs[1];
    }

    // case 28
    public static string RunRefStruct()
    {
        Span<byte> bytes = stackalloc byte[] { 1, 2, 3, 4 };
        var reader = new Reader(bytes);
        reader.Skip(1);
        return reader.Next() + " " + Use(reader) + " " + reader.Position + Scoped(bytes, ref reader);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Use(scoped Reader reader)
    {
        var copy = reader;
        var next = copy.Next();
        return next + copy.Position; // line: use-reader
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Scoped(scoped ReadOnlySpan<byte> bytes, scoped ref Reader reader) => bytes.Length + reader.Position;

    // case 29
    public static string RunSpans()
    {
        Span<int> onStack = stackalloc int[3];
        onStack[1] = 7;
        var native = (int*)NativeMemory.AllocZeroed(2, sizeof(int));
        native[1] = 8;
        var total = Spans(onStack, new ReadOnlySpan<int>(native, 2), "text".AsSpan(1), new[] { "x", "y" }.AsMemory(), default);
        NativeMemory.Free(native);
        return total.ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Spans(Span<int> stack, ReadOnlySpan<int> native, ReadOnlySpan<char> text, Memory<string> memory, Span<object> none)
    {
        Span<int> local = stackalloc int[2];
        local[0] = stack[1] + native[1];
        local[1] = text.Length + memory.Length + none.Length;
        return local[0] + local[1]; // line: spans-return
    }

    // case 30
    public static string RunPointers()
    {
        var number = 3;
        var pair = new Pair { First = 1, Second = 2 };
        var size = &pair;
        return Pointers(&number, &pair, null, &size, &Twice, (nint)5, (nuint)6).ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Pointers(int* number, Pair* pair, void* nothing, Pair** pairs, delegate*<int, int> twice, nint signed, nuint unsigned)
    {
        var sum = twice(*number) + pair->Second + (*pairs)->First;
        var end = number + 1;
        return (int)(sum + signed + (nint)unsigned + (end - number)); // line: pointers-return
    }

    private static int Twice(int number) => number * 2;

    public static string RunReturnsPointer()
    {
        var at = ReturnsPointer(0x1000);
        var function = ReturnsFunction();
        return (nint)at + " " + function(4);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int* ReturnsPointer(nint address) => (int*)address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static delegate*<int, int> ReturnsFunction() => &Twice;

    // case 31
    public static string RunPinned() => Pinned("text", [1, 2, 3], [4, 5]).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Pinned(string text, int[] numbers, Span<byte> bytes)
    {
        var sum = 0;
        fixed (char* chars = text)
        fixed (int* first = numbers)
        fixed (byte* start = bytes)
        {
            for (var round = 0; round < 20; round++)
            {
                Churn(round);
            }

            sum = chars[1] + first[2] + start[1]; // line: pinned-sum
            sum += chars[0] - *first - *start;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Churn(int round)
    {
        for (var i = 0; i < 100; i++)
        {
            Basics.Keep(new byte[1000 + i].Length);
        }

        System.Runtime.GCSettings.LatencyMode = System.Runtime.GCLatencyMode.Interactive;
        GC.Collect(round % 2);
    }

    // case 32
    public static string RunLayouts()
    {
        var buffer = new Buffer4();
        buffer[2] = 30;
        var both = new Union { Number = 0x3F800000 };
        var fixedBuffer = new Fixed();
        fixedBuffer.Bytes[1] = 9;
        return Layouts(buffer, both, fixedBuffer, new Packed { Flag = 1, Number = 77 }).ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float Layouts(Buffer4 inline, Union union, Fixed buffer, Packed packed)
    {
        var copy = inline;
        copy[0] = 5;
        return copy[0] + copy[2] + union.Fraction + buffer.Bytes[1] + packed.Number; // line: layouts-return
    }

    // case 33
    public static string RunTyped()
    {
        var number = 4;
        return Typed(ref number).ToString();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Typed(ref int number)
    {
        var reference = __makeref(number);
        __refvalue(reference, int) += 6;
        return __refvalue(reference, int); // line: typed-return
    }

    /// <summary>Never called: Linux has no calls with variable arguments.</summary>
    public static int Arguments(__arglist) => 2;

    public struct Pair
    {
        public int First;
        public int Second;
    }

    public ref struct Reader
    {
        private readonly ReadOnlySpan<byte> _bytes;
        private readonly ref readonly byte _first;
        private int _position;

        public Reader(ReadOnlySpan<byte> bytes)
        {
            _bytes = bytes;
            _first = ref bytes[0];
        }

        public readonly int Position => _position + _first - 1;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Skip(int count) => _position += count;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public byte Next() => _bytes[_position++];
    }

    [InlineArray(4)]
    public struct Buffer4
    {
        private int _element;
    }

    [StructLayout(LayoutKind.Explicit)]
    public struct Union
    {
        [FieldOffset(0)]
        public int Number;
        [FieldOffset(0)]
        public float Fraction;
    }

    public struct Fixed
    {
        public fixed byte Bytes[4];
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct Packed
    {
        public byte Flag;
        public long Number;
    }
}
