namespace Plumbline.Ledger.Traces;

/// <summary>Reads stack traces of .NET, Java, Python, JavaScript and Go as they stand in texts.</summary>
internal static class StackTrace
{
    private const int MostLines = 1000;

    /// <summary>No frame that anybody can read is longer, and a pattern must not be given more to chew.</summary>
    private const int MostInLine = 2000;

    /// <summary>The frames, what threw first: of the innermost exception before those around it, the newest call before its callers.</summary>
    public static IReadOnlyList<StackFrame> Parse(string text)
    {
        string[] lines = [.. text.Split('\n').Take(MostLines).Where(line => line.Length <= MostInLine).Select(line => line.TrimEnd('\r'))];
        if (Array.Exists(lines, PythonFrames.IsHead))
        {
            return PythonFrames.Read(lines);
        }

        if (Array.Exists(lines, GoFrames.IsHead))
        {
            return GoFrames.Read(lines);
        }

        return Array.Exists(lines, JavaFrames.IsFrame) ? JavaFrames.Read(lines)
            : Array.Exists(lines, DotnetFrames.IsFrame) ? DotnetFrames.Read(lines)
            : ScriptFrames.Read(lines);
    }
}
