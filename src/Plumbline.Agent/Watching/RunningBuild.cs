using System.Reflection;
using Plumbline.Wire;

namespace Plumbline.Agent.Watching;

/// <summary>Which build runs in this process, as the build itself says: the SDK puts the commit behind the version's plus sign.</summary>
internal static class RunningBuild
{
    private const int ShortestCommit = 7;
    private const int LongestCommit = 64;

    public static BuildDescribed Describe()
    {
        var assembly = Assembly.GetEntryAssembly();
        var version = assembly?.GetCustomAttributesData()
            .Where(data => data.AttributeType == typeof(AssemblyInformationalVersionAttribute))
            .Select(data => data.ConstructorArguments.FirstOrDefault().Value as string).FirstOrDefault();
        return new BuildDescribed(assembly?.GetName().Name, version, CommitOf(version));
    }

    /// <summary>The commit in an informational version such as 1.0.0+4f2a…; null where it has none.</summary>
    public static string? CommitOf(string? version)
    {
        var text = version is null ? "" : version[(version.LastIndexOfAny(['+', '.']) + 1)..];
        return version?.Contains('+', StringComparison.Ordinal) == true && text.Length is >= ShortestCommit and <= LongestCommit && text.All(char.IsAsciiHexDigit)
            ? text.ToLowerInvariant()
            : null;
    }
}
