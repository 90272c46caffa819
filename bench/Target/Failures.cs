using System.Runtime.CompilerServices;

namespace Plumbline.Bench.Target;

/// <summary>Exceptions, each of a type that was not thrown before.</summary>
internal static class Failures
{
    private static Type s_last = typeof(int);
    private static int s_number;

    /// <returns>When it was thrown, in Unix microseconds.</returns>
    public static double Next()
    {
        s_last = typeof(Nullish<>).MakeGenericType(s_last);
        var exception = (Exception)Activator.CreateInstance(typeof(Failure<>).MakeGenericType(s_last), $"failure {++s_number}.")!;
        try
        {
            return Throw(exception);
        }
        catch (Exception caught) when (ReferenceEquals(caught, exception))
        {
            return (double)exception.Data["at"]!;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Throw(Exception exception)
    {
        exception.Data["at"] = (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        throw exception;
    }
}

/// <summary>Only for its type argument.</summary>
internal sealed class Nullish<T>;

internal sealed class Failure<T>(string message) : Exception(message);
