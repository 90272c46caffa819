using System.Text;

namespace Plumbline.Git.Claims;

/// <summary>A ref and the object it names.</summary>
internal sealed record Reference(string Name, string Object);

/// <summary>The refs of a repository.</summary>
internal static class References
{
    /// <param name="prefixes">Whole names, or what they begin with up to a slash.</param>
    public static IReadOnlyList<Reference> List(string folder, IEnumerable<string> prefixes, CancellationToken cancel)
    {
        var output = GitQuestion.Ask(folder, ["for-each-ref", "--format=%(objectname) %(refname)", "--", .. prefixes.Select(prefix => prefix.TrimEnd('/'))], cancel);
        var found = new List<Reference>();
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            found.Add(new Reference(line[(space + 1)..], line[..space]));
        }

        return found;
    }
}
