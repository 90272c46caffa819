using System.Text.RegularExpressions;

namespace Plumbline.EndToEnd.Tests.Safety;

/// <summary>Every scenario of the conformance program, as its sources name them.</summary>
internal static partial class Scenarios
{
    public static IReadOnlyList<string> All()
    {
        var folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../Targets/Conformance"));
        return [.. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).SelectMany(Of)];
    }

    private static IEnumerable<string> Of(string file)
    {
        var type = "";
        foreach (var line in File.ReadLines(file))
        {
            if (TypeLine().Match(line) is { Success: true } named)
            {
                type = named.Groups[1].Value;
            }
            else if (RunLine().Match(line) is { Success: true } run)
            {
                yield return $"{type}.{run.Groups[1].Value}";
            }
        }
    }

    [GeneratedRegex(@"^(?:public|internal) .*\bclass (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^    public static (?:async |unsafe )*(?:string|Task<string>) Run(\w+)\(\)")]
    private static partial Regex RunLine();
}
