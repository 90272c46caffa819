namespace Plumbline.EndToEnd.Tests;

/// <summary>Finds lines of the conformance target by the marks in its source: <c>// line: name</c>.</summary>
internal static class Lines
{
    private static readonly string s_source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));

    /// <summary>The place of the marked lines, as <c>Async.cs:12,17</c>.</summary>
    public static string Place(string file, params string[] marks)
    {
        var lines = File.ReadAllLines(Path.Combine(s_source, file));
        var found = marks.Select(mark => Array.FindIndex(lines, line => line.EndsWith("// line: " + mark, StringComparison.Ordinal)) + 1).ToArray();
        return found.Contains(0)
            ? throw new ArgumentException($"{file} has no line marked {marks[Array.IndexOf(found, 0)]}.", nameof(marks))
            : $"{file}:{string.Join(",", found)}";
    }
}
