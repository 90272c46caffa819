using System.Globalization;
using System.Linq.Expressions;

namespace Faults;

/// <summary>Failures, each of its own kind.</summary>
internal static class Scenarios
{
    private static Task? s_forgotten;

    public static Task RunAsync(string name) => name switch
    {
        "swallowed" => Done(() => Swallow("12,5x")),
        "second-clause" => Done(() => SecondClause(null)),
        "made-at-run-time" => Done(CompiledExpression),
        "filtered" => Done(() => Filtered(3)),
        "rethrown" => Done(Outer),
        "wrapped" => Done(Wrap),
        "finally" => Done(ReplacedInFinally),
        "async" => AwaitSwallowedAsync(),
        "forgotten" => Done(Forget),
        "framework" => CaughtByFrameworkAsync(),
        "inside-framework" => Done(InsideFramework),
        "nested-filter" => Done(() => FilterThrows(1)),
        "message" => Done(Overridden),
        "secret" => Done(Secret),
        "unhandled" => Done(() => Unhandled(7)),
        "unhandled-thread" => Done(UnhandledOnAThread),
        "unhandled-finally" => Done(UnhandledThroughFinally),
        "fail-fast" => Done(() => Environment.FailFast("told to", new InvalidTimeZoneException("why"))),
        "exit-3" => Done(() => Environment.Exit(3)),
        "learn" => Done(() => Pricing.Learn(5000)),
        "learn-async" => Pricing.LearnAsync(3000),
        "odd-async" => Pricing.OddAsync(),
        "slow" => Slow.RunAsync(),
        "slow-failure" => Done(Slow.Fail),
        _ when name.StartsWith("odd ", StringComparison.Ordinal) => Done(() => Pricing.Odd(name[4..])),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static Task Done(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static decimal Swallow(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (FormatException) // line: swallowed
        {
            return 0;
        }
    }

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static int SecondClause(string? text)
    {
        try
        {
            return text!.Length;
        }
        catch (ArgumentException)
        {
            return 1;
        }
        catch (NullReferenceException) // line: second-clause
        {
            return 2;
        }
    }

    private static readonly Func<string, decimal> s_compiled = Compile();

    private static Func<string, decimal> Compile()
    {
        Expression<Func<string, decimal>> parse = text => Parse(text);
        return parse.Compile();
    }

    private static void CompiledExpression()
    {
        try
        {
            s_compiled("12,5y");
        }
        catch (FormatException) // line: made-at-run-time
        {
        }
    }

    private static int Filtered(int number)
    {
        try
        {
            throw new InvalidOperationException($"number {number}");
        }
        catch (InvalidOperationException e) when (e.Message.Length > 3) // line: filtered
        {
            return number;
        }
    }

    private static void Outer()
    {
        try
        {
            Rethrow();
        }
        catch (InvalidOperationException) // line: rethrown
        {
            s_forgotten = null;
        }
    }

    private static void Rethrow()
    {
        try
        {
            throw new InvalidOperationException("thrown once");
        }
        catch (InvalidOperationException)
        {
            s_forgotten = null;
            throw;
        }
    }

    private static void Wrap()
    {
        try
        {
            try
            {
                Parse("nothing");
            }
            catch (FormatException e)
            {
                throw new InvalidDataException("could not read the price", e); // line: wrapped
            }
        }
        catch (InvalidDataException)
        {
            s_forgotten = null;
        }
    }

    private static void ReplacedInFinally()
    {
        try
        {
            try
            {
                throw new InvalidOperationException("first");
            }
            finally
            {
                Parse("second"); // line: replacement
            }
        }
        catch (FormatException)
        {
            s_forgotten = null;
        }
    }

    private static async Task AwaitSwallowedAsync()
    {
        try
        {
            await DeepAsync(2);
        }
        catch (TimeoutException) // line: async
        {
            s_forgotten = null;
        }
    }

    private static async Task DeepAsync(int depth)
    {
        await Task.Delay(5);
        if (depth == 0)
        {
            throw new TimeoutException("the price service did not answer");
        }

        await DeepAsync(depth - 1);
    }

    private static void Forget() => s_forgotten = DeepAsync(0);

    private static Task CaughtByFrameworkAsync() =>
        Task.Run(() => throw new NotSupportedException("on the pool")).ContinueWith(task => _ = task.Exception, TaskScheduler.Default);

    private static void InsideFramework()
    {
        try
        {
            Convert.FromBase64String("no base64!");
        }
        catch (FormatException)
        {
            s_forgotten = null;
        }
    }

    private static int FilterThrows(int number)
    {
        try
        {
            throw new InvalidOperationException("with a filter that fails");
        }
        catch (InvalidOperationException) when (Parse("not a number") > number)
        {
            return 1;
        }
        catch (InvalidOperationException) // line: nested-filter
        {
            return 2;
        }
    }

    private static void Overridden()
    {
        try
        {
            throw new OverriddenException();
        }
        catch (OverriddenException)
        {
            s_forgotten = null;
        }
    }

    private static void Secret()
    {
        try
        {
            throw new InvalidOperationException("login failed for Server=db;Password=hunter2secret;");
        }
        catch (InvalidOperationException)
        {
            s_forgotten = null;
        }
    }

    private static int Unhandled(int number) => number > 3 ? throw new InvalidTimeZoneException("nobody catches this") : number;

    private static void UnhandledOnAThread()
    {
        var thread = new Thread(() => Unhandled(8));
        thread.Start();
        thread.Join();
    }

    private static void UnhandledThroughFinally()
    {
        try
        {
            Unhandled(9);
        }
        finally
        {
            s_forgotten = null;
        }
    }

    /// <summary>Its message is code: it must not be run.</summary>
    private sealed class OverriddenException : Exception
    {
        public override string Message => throw new NotSupportedException("somebody read the message");
    }
}
