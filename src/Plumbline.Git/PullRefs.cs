using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Origin.Replay;

namespace Plumbline.Git;

/// <summary>The heads of pull requests (GitHub) and merge requests (GitLab), as far as this clone has their refs.</summary>
internal static partial class PullRefs
{
    /// <summary>The head's commit by the request's number.</summary>
    public static async Task<Dictionary<int, ObjectId>> ReadAsync(string folder, CancellationToken cancel)
    {
        string[] command = ["for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", "refs/pull", "refs/merge-requests", "refs/remotes"];
        var heads = new Dictionary<int, ObjectId>();
        foreach (string line in Encoding.UTF8.GetString(await GitRun.ReadAsync(folder, command, cancel)).Split('\n'))
        {
            string[] parts = line.Split(' ', 3);
            if (parts is [string id, "commit", string name] && Head().Match(name) is { Success: true } match && int.TryParse(match.Groups[1].Value, out int number))
            {
                heads.TryAdd(number, ObjectId.Parse(Encoding.ASCII.GetBytes(id)));
            }
        }

        return heads;
    }

    // What git's own refs are called, and what people map them to when they fetch them.
    [GeneratedRegex("^refs/(?:remotes/[^/]+/)?(?:pull|pr|merge-requests|mr)/([0-9]{1,9})(?:/head)?$")]
    private static partial Regex Head();
}
