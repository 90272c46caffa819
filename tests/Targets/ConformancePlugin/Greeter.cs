using System.Runtime.CompilerServices;

namespace ConformancePlugin;

/// <summary>What a program loads while it runs.</summary>
public class Greeter
{
    private int _calls;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public string Greet(string name)
    {
        if (name.Length == 0)
        {
            throw new NamelessException();
        }

        _calls++;
        return "hello " + name + _calls;
    }
}

/// <summary>A failure of its own type.</summary>
public sealed class NamelessException : Exception;

/// <summary>A type argument that can be unloaded.</summary>
public struct Coin
{
    public int Value;

    public override readonly string ToString() => $"coin {Value}";
}
