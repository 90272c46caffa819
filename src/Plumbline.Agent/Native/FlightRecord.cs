using System.Runtime.InteropServices;

namespace Plumbline.Agent.Native;

/// <summary>One step of an exception on its way.</summary>
/// <param name="Thread">Identity of the native thread.</param>
/// <param name="Number">Of an exception that was thrown: what the agent calls it.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FlightRecord(FlightStep Step, int Method, nint Module, ulong Thread, long Number)
{
    public MethodKey Key => new(Module, Method);
}

internal enum FlightStep
{
    Thrown = 1,

    /// <summary>The first pass has found the method that will catch it.</summary>
    CatcherFound = 2,

    /// <summary>That method's catch block begins.</summary>
    Caught = 3,

    /// <summary>A filter begins: what is thrown from here to its end is thrown while the first pass of another exception stands still.</summary>
    FilterEntered = 4,

    FilterLeft = 5,
}
