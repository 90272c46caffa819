using System.Runtime.CompilerServices;

namespace Conformance;

public static class Generics
{
    public static string RunShared() => Echo("text") + Echo(5) + Echo(2.5) + Echo(new List<int> { 1 }).Count + Echo(Guid.Empty);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Echo<T>(T value)
    {
        var copy = value;
        return copy;
    }
}
