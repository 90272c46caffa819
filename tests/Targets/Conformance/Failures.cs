using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Conformance;

/// <summary>Exceptions on their way: what they say of themselves, and in which order code runs around them.</summary>
public static class Failures
{
    [ThreadStatic]
    private static StringBuilder t_order;

    public static string RunStackText() => Text(() => Outer(3));

    public static string RunInner() => Text(() => Wrap("12x"));

    public static string RunRethrow() => Text(Rethrow) + Text(ThrowAgain);

    public static string RunDispatch()
    {
        ExceptionDispatchInfo kept = null;
        try
        {
            Outer(2);
        }
        catch (Exception e)
        {
            kept = ExceptionDispatchInfo.Capture(e);
        }

        return Text(() => kept.Throw()) + Text(() => kept.Throw());
    }

    public static string RunOrder()
    {
        t_order = new StringBuilder();
        try
        {
            OrderOuter();
        }
        catch (Exception e) when (Note("filter of the run", true))
        {
            Note("caught " + e.Message, true);
        }

        return t_order.ToString();
    }

    public static string RunReplaced() => Text(Replaced);

    public static string RunFilterThatThrows() => Text(() => FilterThrows(1));

    public static string RunReflection() => Text(() => typeof(Failures).GetMethod(nameof(Outer), BindingFlags.NonPublic | BindingFlags.Static).Invoke(null, [1]));

    public static string RunGeneric() => Text(() => Generic<string>.Throw("a")) + Text(() => Generic<int>.Throw(1));

    public static string RunThread()
    {
        string said = null;
        var thread = new Thread(() => said = Text(() => Outer(1)));
        thread.Start();
        thread.Join();
        return said;
    }

    public static async Task<string> RunAsync()
    {
        try
        {
            await DeepAsync(3);
            return "nothing";
        }
        catch (Exception e)
        {
            return Line(e);
        }
    }

    public static string RunNested()
    {
        var sum = 0;
        for (var i = 0; i < 20; i++)
        {
            sum += Nested(i);
        }

        return sum.ToString();
    }

    public static string RunRuntimeFaults() =>
        Text(() => _ = ((string)null).Length) + Text(() => _ = (new int[1])[Environment.ProcessId]) + Text(() => _ = 1 / (Environment.ProcessId - Environment.ProcessId))
        + Text(() => _ = (string)(object)new Version(1, 2)) + Text(() => Deep(0));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Outer(int depth)
    {
        try
        {
            return depth == 0 ? throw new InvalidOperationException("at the ground") : Outer(depth - 1) + 1;
        }
        finally
        {
            Basics.Keep(depth);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Wrap(string text)
    {
        try
        {
            return int.Parse(text);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException("no number", new AggregateException(e, new TimeoutException("late")));
        }
    }

    private static void Rethrow()
    {
        try
        {
            Outer(1);
        }
        catch (InvalidOperationException)
        {
            Basics.Keep(1);
            throw;
        }
    }

    private static void ThrowAgain()
    {
        try
        {
            Outer(1);
        }
        catch (InvalidOperationException e)
        {
            throw e;
        }
    }

    private static void OrderOuter()
    {
        try
        {
            OrderInner();
        }
        catch (TimeoutException)
        {
            Note("never", true);
        }
        catch (InvalidOperationException) when (Note("outer filter declines", false))
        {
            Note("never", true);
        }
        finally
        {
            Note("outer finally", true);
        }
    }

    private static void OrderInner()
    {
        try
        {
            try
            {
                Outer(1);
            }
            catch (InvalidOperationException) when (Note("inner filter declines", false))
            {
                Note("never", true);
            }
            finally
            {
                Note("inner finally", true);
            }
        }
        catch (InvalidOperationException e) when (Note("inner filter accepts", true))
        {
            Note("inner catch", true);
            throw new InvalidOperationException("second", e);
        }
    }

    private static void Replaced()
    {
        try
        {
            Outer(1);
        }
        finally
        {
            Wrap("x");
        }
    }

    private static int FilterThrows(int number)
    {
        try
        {
            return Outer(number);
        }
        catch (InvalidOperationException) when (Wrap("y") > number)
        {
            return 2;
        }
    }

    private static async Task DeepAsync(int depth)
    {
        await Task.Yield();
        try
        {
            if (depth == 0)
            {
                Outer(1);
            }

            await DeepAsync(depth - 1);
        }
        finally
        {
            await Task.Yield();
        }
    }

    private static int Nested(int number)
    {
        try
        {
            try
            {
                return number % 3 == 0 ? Outer(1) : number % 3 == 1 ? Wrap("z") : number;
            }
            catch (InvalidDataException) when (number % 2 == 0)
            {
                return 100;
            }
            catch (InvalidOperationException)
            {
                return 1000;
            }
        }
        catch (InvalidDataException)
        {
            return 10_000;
        }
    }

    private static int Deep(int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return depth > 200 ? throw new InvalidOperationException("deep enough") : Deep(depth + 1) + 1;
    }

    private static bool Note(string step, bool answer)
    {
        t_order.Append(step).Append("; ");
        return answer;
    }

    private static string Text(Action work)
    {
        try
        {
            work();
            return "nothing";
        }
        catch (Exception e)
        {
            return Line(e);
        }
    }

    private static string Line(Exception e) =>
        $"[{e.GetType()} {e.HResult} {Site(e)} {e.Source} {e.Data.Count} {string.Join(' ', e.ToString().Split('\n').Where(line => !IsReflection(line)))}]";

    /// <summary>How the runtime invokes a method changes with how often it has done so.</summary>
    private static bool IsReflection(string line) =>
        line.Contains("at System.Reflection.") || line.Contains("at System.RuntimeMethodHandle.") || line.Contains("at InvokeStub_");

    /// <summary>Which helper of the runtime threw depends on how the code was compiled.</summary>
    private static string Site(Exception e) => e.TargetSite?.Module == typeof(object).Module ? "framework" : e.TargetSite?.ToString();

    private static class Generic<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static T Throw(T value) => value is not null ? throw new NotSupportedException($"of {typeof(T)} {value}") : value;
    }
}
