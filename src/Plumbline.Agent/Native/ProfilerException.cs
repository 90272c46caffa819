namespace Plumbline.Agent.Native;

/// <summary>A call to the runtime's profiling interface failed.</summary>
internal sealed class ProfilerException(string call, int status)
    : Exception($"{call} failed with 0x{status:X8}{Explain(status)}")
{
    public int Status { get; } = status;

    public static void ThrowIfFailed(int status, string call)
    {
        if (status < 0)
        {
            throw new ProfilerException(call, status);
        }
    }

    private static string Explain(int status) => (uint)status switch
    {
        0x80131363 => " (called at a point where the runtime does not allow it)",
        0x80131506 => " (the profiler is not initialised)",
        0x80131367 => " (the module is dynamic)",
        0x80131351 => " (the function is not compiled yet)",
        0x80131371 => " (the code can't be reverted: it was never rewritten)",
        _ => "",
    };
}
