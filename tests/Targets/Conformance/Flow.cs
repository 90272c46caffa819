using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Conformance;

/// <summary>Cases 45 to 56: control flow and IL.</summary>
public static class Flow
{
    private static readonly List<string> s_trace = [];

    // case 45
    public static string RunNested()
    {
        var results = new List<string>();
        for (var how = 0; how < 6; how++)
        {
            s_trace.Clear();
            try
            {
                results.Add(Nested(how));
            }
            catch (Exception e)
            {
                results.Add($"!{e.GetType().Name} {e.InnerException?.Message} {new StackTrace(e, true).GetFrame(0).GetFileLineNumber() > 0}");
            }

            results.Add(string.Concat(s_trace));
        }

        return string.Join(" ", results);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Nested(int how)
    {
        var text = "start"; // line: nested-start
        try
        {
            s_trace.Add("t"); // line: try-start
            try
            {
                Fail(how);
                text += " passed"; // line: try-end
            }
            catch (ArgumentException e) when (Note("f" + how) && e.Message.Length > 3) // line: filter
            {
                text += " argument"; // line: handler-start
                if (how == 2)
                {
                    throw; // line: rethrow
                }

                s_trace.Add("h"); // line: handler-end
            }
            finally
            {
                s_trace.Add("i"); // line: finally-start
            }

            text += " after"; // line: after-leave
        }
        catch (InvalidOperationException e)
        {
            text += " outer";
            throw new NotSupportedException("wrapped", e); // line: wrap
        }
        finally
        {
            s_trace.Add("o");
            if (how == 5)
            {
                throw new TimeoutException("from finally");
            }
        }

        return text; // line: nested-return
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(int how)
    {
        switch (how)
        {
            case 1:
            case 2:
                throw new ArgumentException("long message");
            case 3:
                throw new ArgumentException("no");
            case 4:
            case 5:
                throw new InvalidOperationException("broken");
            default:
                break;
        }
    }

    private static bool Note(string text)
    {
        s_trace.Add(text);
        return true;
    }

    // case 47
    public static string RunReturns() => Returns(1) + Returns(2) + Returns(3) + Returns(-1) + Throws() + Loops();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Returns(int number)
    {
        if (number < 0)
        {
            return "negative";
        }

        switch (number)
        {
            case 1: return "one";
            case 2: return "two";
        }

        return number > 2 ? "many" : "none"; // line: returns-last
    }

    public static string RunScopedReturns() => ScopedReturns(1) + " " + ScopedReturns(2) + " " + ScopedReturns(3);

    /// <summary>In optimised code the locals of the branches share one slot.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int ScopedReturns(int number)
    {
        const string Unit = "kg";
        if (number == 1)
        {
            var first = number * 10;
            Basics.Keep(first);
            return first + first;
        }

        if (number == 2)
        {
            var second = number * 100;
            Basics.Keep(second);
            return second + Unit.Length + second; // line: scoped-second
        }

        return -1;
    }

    private static string Throws()
    {
        try
        {
            ThrowOnly("x");
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }

        return "no";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ThrowOnly(string text) => throw new InvalidOperationException(text); // line: throw-only

    private static string Loops()
    {
        try
        {
            Endless(3);
        }
        catch (OperationCanceledException)
        {
            return "stopped";
        }

        return "no";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Endless(int left)
    {
        while (true)
        {
            Tick(left--); // line: endless-body
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tick(int left)
    {
        if (left == 0)
        {
            throw new OperationCanceledException();
        }
    }

    // case 48
    public static async Task<string> RunStack() => await OnStack(3, "abc") + OnStackSync(4, null) + OnStackSync(5, "de");

    public static async Task<string> OnStack(int number, string text)
    {
        return number + Wrap(text,
            await Later(number),            // line: await-inside
            number > 2
                ? await Later(number + 1)   // line: await-ternary
                : 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string OnStackSync(int number, string text)
    {
        var list = new List<string> { "a" };
        return Wrap(
            text?.Trim() ?? "none",
            number switch
            {
                4 => list.Count, // line: switch-arm
                > 4 => list.Sum(item =>
                    item.Length), // line: lambda-in-call
                _ => 0,
            },
            $"{number:D3} {text ?? "null"}".Length);
    }

    private static async Task<int> Later(int number)
    {
        await Task.Yield();
        return number * 2;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Wrap(string text, int first, int second) => $"<{text} {first} {second}>";

    // case 49
    public static string RunSameLine() => SameLine(2).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int SameLine(int number)
    {
        var a = number + 1; var b = a * 2; a += b; // line: three-statements
        Func<int, int> f = x => x + 1, g = y => y * b; // line: two-lambdas
        return f(a)
            + g(b); // line: continued
    }

    public static int One(int x) => x; public static int Two(int y) => y; // line: two-methods

    // case 50
    public static string RunMapped() => Mapped(3).ToString();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Mapped(int number)
    {
#line 500 "Generated/Page.razor"
        var doubled = number * 2;
        Basics.Keep(doubled);
#line hidden
        Basics.Keep(doubled + 1);
#line default
        return doubled; // line: mapped-return
    }

    // case 51
    public static string RunSwitches()
    {
        var text = new StringBuilder();
        for (var i = -1; i < 14; i++)
        {
            text.Append(Switches(i)).Append(' ');
        }

        return text.ToString() + Words("seven") + Words("nothing");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Switches(int number)
    {
        var result = 0;
        switch (number)
        {
            case 0: result = 10; break; // line: switch-zero
            case 1: result = 21; goto case 3;
            case 2: result = 32; break;
            case 3: result += 43; break; // line: switch-three
            case 4: result = 54; break;
            case 5: result = 65; goto default;
            case 6: result = 76; break;
            case 7: result = 87; break;
            case 8: result = 98; break;
            case 9: result = 19; break;
            case 10: result = 11; break;
            default: result -= 1; break; // line: switch-default
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Words(string word) => word switch
    {
        "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, _ => -1,
    };

    // case 52
    [SkipLocalsInit]
    public static string RunSkipsInit() => SkipsInit(4).ToString();

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int SkipsInit(int count)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(1);
        DateTime when;
        long number;
        string text;
        if (count > 2)
        {
            number = count; // line: skips-init
            when = new DateTime(number);
            text = when.Ticks.ToString();
        }
        else
        {
            text = "";
        }

        return text.Length + bytes[3];
    }

    // case 53
    public static string RunPrefixes() => Constrained(new Key(3)) + Constrained("k") + VolatileSum(4) + ReadonlyElement(new string[] { "r" });

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Constrained<T>(T value)
    {
        var text = value.ToString(); // line: constrained
        return text + value.GetHashCode() % 1; // line: constrained-second
    }

    public readonly record struct Key(int Id);

    private static volatile int s_shared;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int VolatileSum(int add)
    {
        s_shared = add; // line: volatile-store
        return s_shared + s_shared; // line: volatile-load
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string ReadonlyElement<T>(T[] items) => items[0].ToString(); // line: readonly-element

    // case 54
    public static string RunStackalloc() => Stackalloc(5).ToString() + Stackalloc(200);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Stackalloc(int size)
    {
        Span<int> room = size < 100 ? stackalloc int[size] : new int[size]; // line: stackalloc
        try
        {
            room[1] = size; // line: in-try
            room[size] = 1;
        }
        catch (IndexOutOfRangeException) // line: stackalloc-catch
        {
            room[0] = 2;
        }

        return room[0] + room[1] + room.Length;
    }

    // case 55
    public static string RunBlocks() => Blocks(3) + " " + Blocks(0);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Blocks(int number)
    {
        var gate = new object();
        var seen = 0;
    again:
        lock (gate)
        {
            seen++; // line: in-lock
            if (seen < number)
            {
                goto again;
            }
        }

        using (var resource = new Resource())
        {
            using var second = new Resource();
            seen += resource.Number + second.Number; // line: in-using
            if (seen > 100)
            {
                goto end;
            }
        }

#if NET9_0_OR_GREATER
        var modern = new Lock();
        lock (modern)
        {
            seen += modern.IsHeldByCurrentThread ? 1 : 100;
        }
#else
        seen++;
#endif
        foreach (var item in new List<int> { 1, 2 })
        {
            if (item == 2)
            {
                break;
            }

            seen += item; // line: in-foreach
        }

    end:
        return seen + " " + Resource.Open + Monitor.IsEntered(gate); // line: blocks-return
    }

    private sealed class Resource : IDisposable
    {
        public static int Open;

        public Resource() => Open++;

        public int Number => 5;

        public void Dispose() => Open--;
    }

    // case 56
    public static string RunFilterOrder()
    {
        s_trace.Clear();
        try
        {
            Guarded(1);
        }
        catch (ArgumentException) when (Note("outer-filter "))
        {
            s_trace.Add("outer-catch");
        }

        return string.Concat(s_trace);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Guarded(int depth)
    {
        var local = depth * 10;
        try
        {
            throw new ArgumentException("deep " + local);
        }
        catch (Exception e) when (Declines(e))
        {
            s_trace.Add("never");
        }
        finally
        {
            s_trace.Add("finally " + local + " ");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool Declines(Exception exception)
    {
        s_trace.Add("filter ");
        return exception.Message.Length > 100; // line: in-filter
    }
}
