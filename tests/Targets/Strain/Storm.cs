using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace Strain;

/// <summary>Exceptions by the thousand, and odd ones.</summary>
public static class Storm
{
    [ThreadStatic]
    private static int t_inside;

    /// <summary>So many exceptions a second in all: thrown, wrong answers, bytes of the heap, of the process.</summary>
    public static string Run(double seconds, int rate, int threads)
    {
        var (thrown, wrong, watch) = (0L, 0L, Stopwatch.StartNew());
        var all = Enumerable.Range(0, threads).Select(number => new Thread(() =>
        {
            var (own, bad) = (0L, 0L);
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                for (var i = 0; i < 20; i++)
                {
                    bad += Swallow(i, number) == Expected(i) ? 0 : 1;
                    own += i % 4 == 1 ? 2 : 1;
                }

                var ahead = (own * (double)threads / rate) - watch.Elapsed.TotalSeconds;
                if (ahead > 0.002)
                {
                    Thread.Sleep((int)(ahead * 1000));
                }
            }

            Interlocked.Add(ref thrown, own);
            Interlocked.Add(ref wrong, bad);
        })).ToArray();
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        return $"{thrown} {wrong} {GC.GetTotalMemory(true)} {Environment.WorkingSet}";
    }

    /// <summary>The program's own handlers of the event that the agent uses: one that throws and catches, one that throws.</summary>
    public static string Handlers()
    {
        var seen = 0;
        void Count(object sender, FirstChanceExceptionEventArgs args)
        {
            if (t_inside++ == 0)
            {
                seen++;
                try
                {
                    throw new NotSupportedException("inside the handler of " + args.Exception.GetType().Name);
                }
                catch (NotSupportedException)
                {
                    seen += 1000;
                }
            }

            t_inside--;
        }

        AppDomain.CurrentDomain.FirstChanceException += Count;
        var sum = Enumerable.Range(0, 100).Sum(i => Swallow(i % 20, 1));
        AppDomain.CurrentDomain.FirstChanceException -= Count;
        return $"{seen} {sum}";
    }

    public static string Odd() => string.Join(' ', new Func<int>[]
    {
        () => throw new OutOfMemoryException("made up"), () => new byte[long.MaxValue / 4].Length, () => Deep(0), () => throw new Overridden(),
        () => throw new InsufficientExecutionStackException(), () => throw new ThreadInterruptedException(), () => throw new Cyclic(),
        () => throw new AggregateException(Enumerable.Range(0, 1000).Select(i => new IOException("number " + i))), () => throw null,
        () => throw new IOException(new string('x', 10_000_000)), OnThreadThatEnds,
    }.Select(Named));

    private static string Named(Func<int> work)
    {
        try
        {
            return work().ToString();
        }
        catch (Exception e)
        {
            return e.GetType().Name;
        }
    }

    private static int OnThreadThatEnds()
    {
        var sum = 0;
        for (var i = 0; i < 50; i++)
        {
            var thread = new Thread(() => sum += Swallow(2, 3));
            thread.Start();
            thread.Join();
        }

        return sum;
    }

    private static int Deep(int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Deep(depth + 1) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Swallow(int kind, int thread)
    {
        try
        {
            return Throw(kind, "thread " + thread);
        }
        catch (InvalidDataException) when (kind % 4 == 1)
        {
            return 1;
        }
        catch (TimeoutException)
        {
            return 2;
        }
        catch (Exception e)
        {
            return e.GetType() == typeof(InvalidOperationException) ? 3 : 4;
        }
    }

    private static int Expected(int kind) => (kind % 4) switch { 0 => 2, 1 => 1, 2 => 3, _ => 4 };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Throw(int kind, string text)
    {
        try
        {
            return (kind % 4) switch
            {
                0 => throw new TimeoutException(text),
                1 => throw new FormatException(text),
                2 => throw new InvalidOperationException(text),
                _ => text[kind + 1000],
            };
        }
        catch (FormatException e)
        {
            throw new InvalidDataException("wrapped", e);
        }
    }

    private sealed class Overridden : Exception
    {
        public override string Message => throw new NotSupportedException();

        public override string StackTrace => throw new NotSupportedException();

        public override string ToString() => throw new NotSupportedException();

        public override System.Collections.IDictionary Data => throw new NotSupportedException();
    }

    private sealed class Cyclic : Exception
    {
        public Cyclic() => typeof(Exception).GetField("_innerException", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)
            .SetValue(this, this);
    }
}
