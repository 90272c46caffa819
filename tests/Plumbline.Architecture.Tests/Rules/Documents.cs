using System.Text.RegularExpressions;
using Plumbline.Architecture.Tests.Repository;

namespace Plumbline.Architecture.Tests.Rules;

internal static partial class Documents
{
    private static readonly string[] s_knownHosts =
    [
        "localhost", "127.0.0.1", "0.0.0.0", "github.com", "git-lfs.github.com", "learn.microsoft.com", "dotnet.microsoft.com", "www.nuget.org",
        "api.nuget.org", "opensource.org", "keepachangelog.com", "semver.org", "json.schemastore.org", "raw.githubusercontent.com",

        // Stand in the marks that tools leave in commits.
        "claude.ai", "claude.com", "chatgpt.com", "cursor.com", "devin.ai", "opencode.ai", "ampcode.com", "firebender.com", "copilot-workspace.githubnext.com",
    ];

    // Set aside by RFC 2606 and RFC 6761; nobody's machine.
    private static readonly string[] s_reserved = ["example", "test", "invalid", "localhost", "example.com", "example.org", "example.net"];

    public static Rule ReadmeLength { get; } = new(
        "readme-length",
        files => files
            .Where(file => Path.GetFileName(file.Path) == "README.md" && file.Lines.Length > 150)
            .Select(file => new Finding(file.Path, "", $"has {file.Lines.Length} lines, at most 150")));

    /// <summary>
    /// A path of somebody's machine helps nobody else. Paths that every machine has, such as /tmp, are fine, and so are the
    /// homes of Ann, Ben and user, who don't exist.
    /// </summary>
    public static Rule MachinePaths { get; } = new(
        "machine-paths",
        files =>
            from file in files
            from match in MachinePath().Matches(file.Text)
            select new Finding(file.Path, match.Value, "is a path of one machine"));

    /// <summary>Hosts that the public knows, names without a dot, and the reserved ones. Any other may be somebody's own registry.</summary>
    public static Rule UnknownHosts { get; } = new(
        "unknown-hosts",
        files =>
            from file in files
            from match in Url().Matches(file.Text)
            let host = match.Groups["host"].Value.ToLowerInvariant()
            where !IsKnown(host)
            select new Finding(file.Path, host, "is a host that is on no list"));

    /// <summary>The verb of every <c>$ ./plumb VERB</c> in the fenced blocks of a document.</summary>
    public static IEnumerable<(string Path, string Verb)> Verbs(IReadOnlyList<SourceFile> files) =>
        from file in files
        where file.Path.EndsWith(".md", StringComparison.Ordinal)
        from block in Fence().Matches(file.Text)
        from line in PlumbLine().Matches(block.Value)
        select (file.Path, line.Groups["verb"].Value);

    private static bool IsKnown(string host) =>
        !host.Contains('.')
        || s_knownHosts.Contains(host)
        || s_reserved.Any(name => host == name || host.EndsWith("." + name, StringComparison.Ordinal));

    [GeneratedRegex("""(?<=^|["'\s(=:`,>])(/(work|root|builds?)/[\w.-]+|/(home|Users)/(?!(ann|ben|user)/)[a-z][\w-]*/|[A-Za-z]:\\Users\\\w+)""", RegexOptions.Multiline)]
    private static partial Regex MachinePath();

    [GeneratedRegex("""\bhttps?://([^\s/@"'`<>]*@)?(?<host>[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9]|[A-Za-z0-9])""")]
    private static partial Regex Url();

    [GeneratedRegex("""^```.*?^```""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("""^\$ (sudo )?\./plumb +(?<verb>[a-z-]+)""", RegexOptions.Multiline)]
    private static partial Regex PlumbLine();
}
